"""Searching: the same on both databases, over open and ended cases, and never by an identity."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.search import note_missing
from api.cases.tables import CaseRow, SearchRow
from api.cases.verify import verify
from api.cases.words import words_asked, words_in
from api.contract.codes import Hazard
from api.contract.models import Facts, Reporter, Supplement
from api.contract.privacy import Level
from api.intake.telling import supplement
from api.kit.work import Works
from api.retention.deeds import take_away
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
POT = Facts(merchant="老陈记牛肉火锅", place="景田北街12号", division="440304", street="440304008")
SEA = Facts(merchant="海味小馆 Ocean's №2", place="创业二路", food="生蚝", division="440306")


@pytest.fixture
def cases(file: File) -> dict[str, str]:
    pot = file(filing(report(facts=POT)))[0]
    sea = file(filing(report(facts=SEA, hazard=Hazard.expired)))[0]
    return {"pot": pot.number, "sea": sea.number}


def found(client: Browser, words: str, **more: str) -> set[str]:
    answer = client.get("/desk/api/queue", params={"scope": "all", "q": words, **more})
    assert answer.status_code == 200
    return {one["number"] for one in answer.json()}


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("火锅", {"pot"}), ("牛肉火锅", {"pot"}), ("景田", {"pot"}), ("锅", {"pot"}),
        ("12", {"pot"}),
        ("景田北街 火锅", {"pot"}), ("火锅 生蚝", set()), ("锅火", set()), ("OCEAN", {"sea"}),
        ("ｏｃｅａｎ", {"sea"}), ("海味", {"sea"}), ("生蚝", {"sea"}), ("没有这样的词", set()),
        ('火锅" OR "海味', set()), ("*", set()), ("NEAR(火锅)", set()), ("over:no", set()),
        ("%", set()), ("\0火锅", {"pot"}), ("𠮷", set()), ("🍲火锅", {"pot"}),
    ],
)  # fmt: skip
def test_words_find_the_same_cases_on_both_databases(
    client: Browser, cases: dict[str, str], words: str, which: set[str]
) -> None:
    enter(client, "city1")
    assert found(client, words) == {cases[name] for name in which}


def test_a_part_of_a_number_finds_and_a_whole_one_opens(
    client: Browser, cases: dict[str, str]
) -> None:
    enter(client, "city1")
    assert found(client, cases["pot"].rpartition("-")[2]) == {cases["pot"]}
    assert found(client, cases["sea"]) == {cases["sea"]}
    answer = client.get("/desk", params={"q": cases["sea"].lower()})
    assert answer.headers["location"] == f"/desk/cases/{cases['sea']}"


def test_nobody_finds_what_may_not_be_seen(client: Browser, cases: dict[str, str]) -> None:
    enter(client, "baoan1")
    assert found(client, "火锅") == set()
    assert found(client, "海味") == {cases["sea"]}
    answer = client.get("/desk", params={"q": cases["pot"]})
    assert answer.status_code == 200
    assert "没有找到" in answer.text
    enter(client, "admin1")
    assert found(client, "火锅") == set()


def test_what_officers_wrote_finds_and_identity_never_does(
    client: Browser, cases: dict[str, str], works: Works, clock: SettableClock
) -> None:
    enter(client, "city1")
    text = "已打电话给林晓13800138000，商家承认进货台账缺失"
    form = {"csrf": csrf_of(client), "move": "note", "text": text, "key": "k1"}
    client.post(f"/desk/cases/{cases['pot']}/moves", data=form)
    assert found(client, "台账") == {cases["pot"]}
    for secret in ("林晓", "13800138000", "上吐下泻"):
        assert found(client, secret) == set()
    later = Reporter(name="林晓", phone="13800138000", address="进货台账路9号")
    with works.write() as work:
        given = Supplement(key="s1", channel=CHANNEL, at=clock(), reporter=later)
        supplement(work, cases["pot"], given)
    assert found(client, "缺失") == {cases["pot"]}
    assert found(client, "林晓") == set()


def test_words_and_codes_narrow_together_over_open_and_ended_cases(
    client: Browser, cases: dict[str, str]
) -> None:
    enter(client, "city1")
    form = {"csrf": csrf_of(client), "move": "refer", "ground": "police", "text": "属公安职责"}
    client.post(f"/desk/cases/{cases['sea']}/moves", data={**form, "key": "k1"})
    assert found(client, "海味") == {cases["sea"]}
    assert found(client, "海味", hazard="expired") == {cases["sea"]}
    assert found(client, "海味", hazard="hygiene") == set()
    assert found(client, "海味", state="referred", division="440306") == {cases["sea"]}
    assert found(client, "海味", state="received") == set()
    over = client.get("/desk?scope=all&closed=true&kind=report&agency=").text
    assert cases["sea"] in over
    assert cases["pot"] not in over
    assert "没有符合筛选条件的案件" in client.get("/desk?scope=all&closed=true&kind=tip").text


def test_cases_of_an_earlier_version_become_findable_and_forgotten_words_do_not(
    client: Browser, cases: dict[str, str], works: Works
) -> None:
    enter(client, "city1")
    form = {"csrf": csrf_of(client), "move": "note", "text": "冷库温度记录", "key": "k1"}
    client.post(f"/desk/cases/{cases['pot']}/moves", data=form)
    with works.write() as work:
        for row in work.session.exec(select(SearchRow)):
            work.session.delete(row)
    assert found(client, "火锅") == set()
    for made in (1, 1, 0):
        with works.write() as work:
            assert note_missing(work, 1) == made
    assert found(client, "火锅") == {cases["pot"]}
    assert found(client, "冷库") == {cases["pot"]}
    for level, left in ((Level.anonymised, {cases["pot"]}), (Level.erased, set())):
        with works.write() as work:
            case = work.session.exec(select(CaseRow).where(CaseRow.number == cases["pot"])).one()
            assert take_away(work, case.id, level, lambda text, _: text, actor="system", why={})
        assert found(client, "冷库") == found(client, "火锅") == left
        with works.read() as work:
            assert list(verify(work)) == []


def test_chinese_is_kept_by_characters_and_pairs_and_other_writing_by_words() -> None:
    assert words_in("牛肉，ABC-12 ２") == {"牛", "肉", "牛肉", "abc", "12", "2"}
    assert words_in("店A店") == {"店", "a"}
    assert words_asked("牛肉面 x") == {"牛肉", "肉面", "x"}
    assert words_asked("虫") == {"虫"}
    assert words_asked("，。 *") == set()


def test_what_is_found_among_the_newest_and_beyond_is_one_list_newest_first(
    client: Browser, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.cases.search._NEWEST", 2)
    monkeypatch.setattr("api.console.listing.PAGE", 2)
    made = [file(filing(report(facts=POT)))[0].number for _ in range(5)]
    enter(client, "city1")
    told = [
        [one["number"] for one in client.get(f"/desk/api/queue?scope=all&q=火锅&page={n}").json()]
        for n in (1, 2, 3, 4)
    ]
    assert told == [made[:2:-1], made[2:0:-1], made[:1], []]
