"""Queue, cards and forms for every move that the law knows."""

import pytest

from api.contract.codes import LABELS, Agency, Move
from api.contract.desk import Choice, LawfulMove
from bot.wording import staff_case
from bot.wording.plain import REPLY_LIMIT
from knowledge.forms import MoveForm, load_grounds, load_moves
from tests.bot.staff.conftest import NOW, NUMBER, a_card, an_item


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


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.label)
def test_every_moves_payload_fits_a_button(move: LawfulMove) -> None:
    card = staff_case.card(a_card(move, seen=99_999), NOW)
    assert [button.label for button in card.buttons] in ([move.label], [])
    assert all(button.payload.isascii() for button in card.buttons)
    offered = staff_case.grounds(a_card(move, seen=99_999), move)
    assert len(offered.buttons) == len(move.grounds)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.label)
def test_every_form_can_be_read_back(move: LawfulMove) -> None:
    grounds: list[str | None] = [ground.code for ground in move.grounds] or [None]
    for ground in grounds:
        text = staff_case.form(a_card(move, seen=12), move, ground).text
        assert staff_case.read_form(text) == staff_case.Form(NUMBER, move.label, ground, 12)


def test_a_list_of_grounds_is_no_card_to_reply_to() -> None:
    refuse = next(move for move in MOVES if move.move is Move.refuse)
    text = staff_case.grounds(a_card(refuse), refuse).text
    assert staff_case.number_in(text) is None
    assert staff_case.read_form(text) is None


def test_an_empty_queue_says_so() -> None:
    assert staff_case.queue([], NOW).text == "现在没有待办案件。"


def test_a_long_queue_shows_the_most_urgent_and_counts_the_rest() -> None:
    items = [an_item(f"SZ-20261121-{number:04d}") for number in range(25)]
    reply = staff_case.queue(items, NOW)
    assert len(reply.buttons) == 10
    assert "还有 15 件" in reply.text
    assert len(reply.text) < REPLY_LIMIT


def test_a_card_tells_what_is_known_and_nobodys_name() -> None:
    text = staff_case.card(a_card(), NOW).text
    assert text.splitlines() == [
        f"**投诉 {NUMBER}** · 已收到",
        "异物 · 一般事项",
        "老陈记<牛肉>火锅 · 福田区 景田南街",
        "证据 3 份",
        "关联案件 SZ-20261121-0008",
        "承办：福田监管局景田所 王某",
        "⏰ **12月1日** 前告知是否受理",
    ]
