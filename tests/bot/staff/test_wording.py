"""Queue, cards and forms for every move that the law knows."""

from datetime import UTC, datetime

import pytest

from api.contract.codes import LABELS, Agency, Kind, Move
from api.contract.desk import Choice, LawfulMove, QueueItem, QueuePage
from bot.wording import staff_case, staff_form
from bot.wording.plain import REPLY_LIMIT
from knowledge.forms import MoveForm, load_grounds, load_moves
from tests.bot.staff.conftest import NOTE, NOW, NUMBER, REPLY, a_card, an_item


def lawful(form: MoveForm) -> LawfulMove:
    listed = load_grounds()
    if form.grounds == "agencies":
        grounds = tuple(Choice(code=agency, text=LABELS[agency]) for agency in Agency)
    else:
        found = listed[form.grounds].grounds if form.grounds else ()
        grounds = tuple(Choice(code=ground.code, text=ground.text) for ground in found)
    return LawfulMove(
        move=Move(form.move),
        label=form.label,
        needs=form.needs,
        article="第十五条",
        grounds=grounds,
        hint=form.hint,
    )


MOVES = [lawful(form) for form in load_moves()]


SHORTEST = datetime(2026, 11, 24, tzinfo=UTC).date()


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.label)
def test_every_moves_payload_fits_a_button(move: LawfulMove) -> None:
    card = staff_case.card(a_card(move, seen=99_999), NOW)
    assert [button.label for button in card.buttons] == [move.label, "打开页面"]
    assert all(button.payload.isascii() for button in card.buttons)
    offered = staff_form.ground(move, NUMBER, "0" * 8)
    assert len(offered.buttons) == len(move.grounds) + 1
    assert len(offered.text) < REPLY_LIMIT


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.label)
def test_every_question_is_known_by_its_first_line(move: LawfulMove) -> None:
    asked = (
        staff_form.ground(move, NUMBER, "1"),
        staff_form.office(move, NUMBER, "1", ()),
        staff_form.on(move, NUMBER, "1", SHORTEST),
        staff_form.another(move, NUMBER, "1", ()),
        staff_form.text(move, NUMBER, "1"),
        staff_form.confirm(move, NUMBER, "1", [("内容", "好")]),
    )
    assert {staff_form.head_of(one.text) for one in asked} == {f"〔{NUMBER} · {move.label}〕"}


def test_a_card_is_no_question_and_a_question_no_card_of_a_queue() -> None:
    assert staff_form.head_of(staff_case.card(a_card(), NOW).text) is None
    assert staff_case.number_in(staff_case.queue(a_page([an_item()]), NOW).text) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12月1日", "2026-12-01"),
        ("12.1", "2026-12-01"),
        ("2027年1月3号", "2027-01-03"),
        ("11-24", "2026-11-24"),
        ("11月23日", "2027-11-23"),
        ("2026-11-23", None),
        ("2月30日", None),
        ("13-40", None),
        ("明天", None),
        ("", None),
    ],
)
def test_days_are_read(typed: str, day: str | None) -> None:
    read = staff_form.read_day(typed, SHORTEST)
    assert (read.isoformat() if read else None) == day


def a_page(items: list[QueueItem], **more: object) -> QueuePage:
    given = {"scope": "mine", "page": 1, "pages": 1, "totals": {"mine": len(items)}, **more}
    return QueuePage.model_validate({"items": tuple(items), **given})


def test_an_empty_queue_says_so() -> None:
    assert staff_case.queue(a_page([]), NOW).text == "**我的待办** 现在没有案件。"


def test_a_page_of_a_queue_fits_a_message() -> None:
    items = [an_item(f"SZ-20261121-{number:04d}") for number in range(8)]
    reply = staff_case.queue(a_page(items, pages=4, scope="all", totals={"all": 25}), NOW)
    assert [button.label for button in reply.buttons][-1] == "下一页"
    assert "全部待办** 25 件（第 1/4 页）" in reply.text
    assert "未分派" in reply.text
    assert len(reply.text) < REPLY_LIMIT


def test_who_reported_a_violation_is_not_shown_even_masked() -> None:
    report = a_card().model_copy(update={"kind": Kind.report})
    text = staff_case.card(report, NOW).text
    assert "举报人身份保密" in text
    assert "林" not in text


def test_a_card_tells_what_is_known_and_nobodys_name() -> None:
    text = staff_case.card(a_card(REPLY, NOTE), NOW).text
    assert text.splitlines() == [
        f"**投诉 {NUMBER}** · 已收到",
        "异物 · 一般事项",
        "老陈记<牛肉>火锅 · 福田区 景田南街",
        "证据 3 份 · 投诉人 林＊",
        "关联案件 SZ-20261121-0008",
        "承办：福田监管局景田所 王某",
        "⏰ **12月1日** 前告知是否受理",
        "直接**回复这条消息**，您的话经确认后发给对方；用**照片**回复，存为现场证据。",
    ]
