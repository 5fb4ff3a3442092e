"""The console's pure parts: words for what is left, hidden identity, marked reasons."""

import inspect
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cases import legal
from api.cases.events import EventKind
from api.console import words
from api.console.due import due_words
from api.console.highlight import Ground, grounds, stretches
from api.console.page import case_path, own_path
from api.console.refusals import REFUSALS
from api.contract.codes import Move, State, Template
from api.contract.models import Deadline, Reporter
from api.desk import moving, particulars
from api.desk import routes as desk_routes
from api.people.veil import veil
from knowledge.cities.schema import Role
from tests.fakes.clock import SHANGHAI

DUE = datetime(2026, 9, 30, 23, 59, 59, tzinfo=SHANGHAI)


def _clock(**more: object) -> Deadline:
    values = {
        "rule": "C01",
        "name": "受理",
        "article": "第十五条",
        "due_on": DUE.date(),
        "due_at": DUE,
        "provisional": False,
        "statutory": True,
        **more,
    }
    return Deadline.model_validate(values)


@pytest.mark.parametrize(
    ("now", "said", "tone"),
    [
        (datetime(2026, 9, 29, 9, tzinfo=SHANGHAI), "剩 1 个工作日", "near"),
        (datetime(2026, 9, 28, 9, tzinfo=SHANGHAI), "剩 2 个工作日", "near"),
        (datetime(2026, 9, 24, 9, tzinfo=SHANGHAI), "剩 3 个工作日", "near"),
        (datetime(2026, 9, 18, 9, tzinfo=SHANGHAI), "剩 8 个工作日", "calm"),
        (datetime(2026, 8, 1, 9, tzinfo=SHANGHAI), "剩 43 个工作日", "calm"),
        (datetime(2026, 9, 30, 9, tzinfo=SHANGHAI), "今天到期", "today"),
        (DUE, "今天已到期", "late"),
        (datetime(2026, 10, 1, 0, 0, tzinfo=SHANGHAI), "逾期 1 天", "late"),
        (datetime(2026, 9, 30, 16, 30, tzinfo=UTC), "逾期 1 天", "late"),
        (datetime(2026, 10, 9, 9, tzinfo=SHANGHAI), "逾期 9 天", "late"),
    ],
)
def test_what_is_left_is_said_in_working_days_by_the_official_calendar(
    now: datetime, said: str, tone: str
) -> None:
    # 25–27 September 2026 is the Mid-Autumn block; 20 September is a make-up Sunday.
    due = due_words(_clock(), now)
    assert (due.words, due.tone) == (said, tone)


@pytest.mark.parametrize(
    ("unit", "now", "said"),
    [
        ("calendar_day", datetime(2026, 9, 18, 9, tzinfo=SHANGHAI), "剩 12 天"),
        ("year", datetime(2026, 9, 29, 9, tzinfo=SHANGHAI), "剩 1 天"),
        ("hour", DUE - timedelta(hours=3, minutes=5), "剩 3 小时"),
        ("minute", DUE - timedelta(minutes=12), "剩 12 分钟"),
        ("hour", DUE + timedelta(hours=30), "逾期 2 天"),
    ],
)
def test_what_is_left_is_said_in_the_unit_of_the_limit(
    unit: str, now: datetime, said: str
) -> None:
    assert due_words(_clock(unit=unit), now).words == said


def test_a_stopped_clock_says_whether_it_was_in_time() -> None:
    early, late = (_clock(stopped_at=DUE + timedelta(days=n)) for n in (-1, 1))
    assert due_words(early, DUE).words == "按期完成"
    assert due_words(late, DUE).words == "逾期完成"
    assert due_words(None, DUE).words == "无期限"


@given(st.timedeltas(timedelta(days=-900), timedelta(days=900)))
def test_late_is_said_if_and_only_if_the_moment_has_come(since: timedelta) -> None:
    now = DUE + since
    assert (due_words(_clock(), now).tone == "late") == (now >= DUE)


LIN = Reporter(name="林晓东", phone="0755-82345678", address="福田区景田街1号")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("电话13800138000。", "电话138****8000。"),
        ("电话 138 0013 8000", "电话 138******8000"),
        ("身份证44030419900101123X", "身份证******************"),
        ("我叫林晓东，住福田区景田街1号", "我叫林**，住********"),
        ("打0755-82345678找我", "打075******5678找我"),
        ("订单号 20261121138001380001234", "订单号 20261121138001380001234"),
        ("林女士，林晓东", "林**，林**"),
        ("改好了：景田街1号。", "改好了：*****。"),
        ("景田街的店", "景田街的店"),
        ("王女士说的", "王女士说的"),
        ("花了268元", "花了268元"),
    ],
)
def test_identity_in_running_text_is_hidden(text: str, hidden: str) -> None:
    assert veil(text, [LIN]) == hidden


@given(st.text(), st.text(), st.text(min_size=2, max_size=8), st.text(min_size=3, max_size=20))
def test_hiding_keeps_every_position(before: str, after: str, name: str, phone: str) -> None:
    text = f"{before}{name}{phone}{after}"
    assert len(veil(text, [Reporter(name=name, phone=phone)])) == len(text)


@given(st.text(alphabet="我的店有虫 \n<&", max_size=60), st.data())
def test_marked_stretches_joined_again_are_the_text(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    reasons = [
        Ground("r", "hazard:x", min(pair), max(pair), 1.0)
        for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=6))
    ]
    cut = stretches(text, reasons)
    assert "".join(part.text for part in cut) == text
    marked = sum(len(part.text) for part in cut if part.grounds)
    assert marked == len({at for g in reasons for at in range(g.start, g.end)})


def test_a_reason_that_points_outside_the_text_is_left_out() -> None:
    found = {
        "why": [
            {"rule": "a", "decides": "kind:report", "span": [0, 2], "weight": 1},
            {"rule": "b", "decides": "kind:report", "span": [0, 99], "weight": 1},
            {"rule": "c", "decides": "kind:report", "span": [1, 1], "weight": 1},
        ]
    }
    assert [g.rule for g in grounds(found, "有虫")] == ["a"]


def test_every_code_an_officer_may_meet_has_words() -> None:
    assert set(words.STATES) == set(State)
    assert set(words.EVENTS) == set(EventKind)
    assert set(words.DONE) == set(Move)
    assert set(Role) <= set(words.ROLES)
    to_officers = list(Template)[list(Template).index(Template.assigned) :]
    assert set(words.NOTICES) == set(to_officers)


def test_every_refusal_of_a_move_has_words() -> None:
    modules = (moving, particulars, desk_routes, legal)
    source = "".join(inspect.getsource(module) for module in modules)
    codes = set(re.findall(r'(?:Conflict|Forbidden|Refusal)\(\s*"(\w+)"', source))
    assert {"unlawful", "changed", "own_request"} <= codes <= set(REFUSALS)
    assert words.refusal("<script>") == words.refusal("anything")


def test_a_citation_is_shown_without_its_number_of_promulgation() -> None:
    full = "《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十五条"
    assert words.brief(full) == "《市场监督管理投诉举报处理办法》第十五条"


@given(st.text())
def test_no_text_leads_out_of_the_desk(text: str) -> None:
    assert own_path(text) == "/desk" or own_path(text).startswith("/desk/")
    assert case_path(text).startswith("/desk/cases/")
    assert "/" not in case_path(text).removeprefix("/desk/cases/")
