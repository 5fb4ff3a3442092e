"""Data is locked up, made nameless, erased: and what was taken away is really gone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.origin import conversation
from api.cases.repository import by_id_for_change, events
from api.cases.service import append
from api.cases.tables import CaseRow, Evidence, Retained
from api.cases.thread import thread
from api.cases.verify import verify
from api.contract.models import Reporter, Said
from api.contract.privacy import ErasureRequest, Level, Outcome
from api.kit.errors import NotFound
from api.kit.work import Works
from api.outbox.tables import OutboxRow
from api.people.reporters import cases_of_channel, ever_given, find_person, identity, masked
from api.people.tables import CaseKey, Channel
from api.retention.deeds import take_away
from api.retention.sweep import find, keep_plan
from api.retention.wishes import erase, stored
from knowledge.cities.city import City
from tests.api.cases.test_evidence import picture
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, LIN, SECRETS, complaint, filing, report

Open = Callable[..., Any]
QUESTION = report().model_copy(update={"kind": "query", "hazard": None})


def hide(text: str, _: datetime) -> str:
    return text.replace("林晓", "＊＊")


def _close(works: Works, case: CaseRow) -> None:
    with works.write() as work:
        row = by_id_for_change(work, case.id)
        if row.kind == "complaint":
            append(work, row, EventKind.refused, actor="officer:a", text="不予受理，林晓先生")
            return
        if row.kind == "report":
            append(work, row, EventKind.not_filed, actor="officer:a", text="不予立案")
        append(work, row, EventKind.closed, actor="officer:a", text="答复 13800138000")


def _take(works: Works, case: CaseRow, level: Level) -> bool:
    with works.write() as work:
        return take_away(work, case.id, level, hide, actor="system", why={})


def _everything(works: Works) -> str:
    """All that a case can be made to say."""
    with works.read() as work:
        said: list[object] = []
        for case in work.session.exec(select(CaseRow)):
            said += [case.model_dump(), conversation(work, case.id), identity(work, case.id)]
            said += [ever_given(work, case.id), thread(work, case.id)]
        return str(said)


def test_what_is_nameless_keeps_its_words_and_nothing_that_names_a_person(
    works: Works, open_cases: Open
) -> None:
    said = Said(id="m1", at=works.now(), text="上吐下泻的原话：我叫林晓，13800138000，火锅有虫")
    (case,), _ = open_cases(filing(messages=(said,)))
    _close(works, case)
    with works.read() as work:
        before = work.session.get_one(CaseKey, case.id).wrapped
        sealed = [event.sealed for event in events(work, case.id) if event.sealed]
    assert _take(works, case, Level.anonymised)
    everything = _everything(works)
    for secret in ("林晓", "13800138000", "景田街1号", "chat-of-lin"):
        assert secret not in everything
    assert "火锅有虫" in everything
    assert "不予受理" in everything
    with works.read() as work:
        assert cases_of_channel(work, CHANNEL) == []
        assert find_person(work, "13800138000") == []
        wrapped = work.session.get_one(CaseKey, case.id).wrapped
        assert wrapped != before
        for one in sealed:  # what was sealed before does not open any more
            with pytest.raises(ValueError, match="altered"):
                work.keys.open(wrapped, one, f"{case.id}/event")
        assert list(verify(work)) == []
    with works.write() as work:
        row = by_id_for_change(work, case.id)
        append(work, row, EventKind.noted, actor="officer:a", text="归档说明")
    assert "归档说明" in _everything(works)


def test_what_is_erased_is_gone_but_for_a_tombstone(works: Works, open_cases: Open) -> None:
    with works.write() as work:
        photo = evidence.store(work, evidence.clean_photo(picture())).id
    (case,), _ = open_cases(filing(evidence=(photo,)))
    _close(works, case)
    assert _take(works, case, Level.erased)
    everything = _everything(works)
    for secret in (*SECRETS, "老陈记", "景田北街"):
        assert secret not in everything
    with works.read() as work:
        assert work.session.get(CaseKey, case.id) is None
        assert work.session.get(Evidence, photo) is None
        tomb = work.session.get_one(Retained, case.id)
        history = events(work, case.id)
        assert (tomb.level, tomb.event_no, history[-1].kind) == ("erased", 3, "data_erased")
        row = work.session.get_one(CaseRow, case.id)
        assert (row.number, row.kind, row.facts) == (
            case.number,
            "complaint",
            {"division": "440304"},
        )
        assert list(verify(work)) == []


def test_evidence_of_another_case_stays(works: Works, open_cases: Open) -> None:
    with works.write() as work:
        photo = evidence.store(work, evidence.clean_photo(picture())).id
    (one, other), _ = open_cases(filing(complaint(), report(), evidence=(photo,)))
    _take(works, one, Level.erased)
    with works.read() as work:
        assert work.session.get(Evidence, photo) is not None
    _take(works, other, Level.erased)
    with works.read() as work:
        assert work.session.get(Evidence, photo) is None


def test_levels_only_go_forward_and_only_once(works: Works, open_cases: Open) -> None:
    (case,), _ = open_cases(filing())
    assert _take(works, case, Level.restricted)
    assert not _take(works, case, Level.restricted)
    assert _take(works, case, Level.anonymised)
    assert not _take(works, case, Level.restricted)
    assert not _take(works, case, Level.anonymised)
    assert _take(works, case, Level.erased)
    assert not _take(works, case, Level.anonymised)


def test_what_was_not_said_yet_is_never_said(works: Works, open_cases: Open) -> None:
    (case,), _ = open_cases(filing())
    with works.write() as work:
        from api.contract.codes import Platform, Template
        from api.contract.delivery import Notice
        from api.outbox.service import Recipient, put

        notice = Notice(
            template=Template.replied,
            number=case.number,
            kind="complaint",  # type: ignore[arg-type] # a code
            office="景田所",
            at=work.now,
            text="林晓先生",
        )
        recipient = Recipient("citizen", Platform.web, "chat-of-lin")
        put(work, 1, case.id, recipient, notice)
    _take(works, case, Level.erased)
    with works.read() as work:
        (row,) = work.session.exec(select(OutboxRow)).all()
    assert (row.sealed, row.failed) == (b"", "erased")
    assert row.done_at is not None


def test_the_plan_is_kept_case_by_case_and_told_before(
    works: Works, open_cases: Open, city: City, clock: SettableClock
) -> None:
    plan = city.about.keeping
    assert plan is not None
    (dispute, told), _ = open_cases(filing(complaint(), report()))
    (running,), _ = open_cases(filing(report(), key="running"))
    (asked,), _ = open_cases(filing(QUESTION, key="asked", reporter=None))
    for case in (dispute, told, asked):
        _close(works, case)
    clock.advance(days=179)
    with works.read() as work:
        assert find(work, plan) == []
    clock.advance(days=1)
    with works.read() as work:
        found = [(one.number, one.level) for one in find(work, plan)]
    assert found == [
        (dispute.number, "restricted"),
        (told.number, "restricted"),
        (asked.number, "anonymised"),
    ]
    assert [one.number for one in keep_plan(works, plan, hide)] == [one[0] for one in found]
    with works.read() as work:
        assert find(work, plan) == []
        assert identity(work, dispute.id) == LIN
    clock.advance(days=3650)
    assert {one.level for one in keep_plan(works, plan, hide)} == {Level.erased}
    with works.read() as work:
        assert identity(work, running.id) == LIN
        assert list(verify(work)) == []


def test_people_learn_what_is_stored_masked_and_of_their_own_chat_alone(
    works: Works, open_cases: Open, city: City
) -> None:
    open_cases(filing(complaint(), report()))
    with works.read() as work:
        told = stored(work, city, CHANNEL)
        other = stored(work, city, CHANNEL.model_copy(update={"address": "another"}))
    assert other.cases == ()
    assert {case.number for case in told.cases} == {"SZ-20261121-0001", "SZ-20261121-0002"}
    one = told.cases[0]
    assert one.identity == Reporter(name="林*", phone="138****8000", address="福田区***")
    assert (one.messages, one.photos, one.level, one.open) == (1, 0, None, True)
    assert "个人信息保护法" in told.basis
    assert "第四十五条" in told.right
    assert "13800138000" not in told.model_dump_json()


def _wish(works: Works, number: str | None = None, key: str = "w1") -> dict[str, Outcome]:
    with works.write() as work:
        done = erase(work, ErasureRequest(key=key, channel=CHANNEL, number=number), hide)
        return {one.number: one.outcome for one in done}


def test_the_wish_is_done_as_far_as_the_law_lets_it(
    works: Works, open_cases: Open, city: City, clock: SettableClock
) -> None:
    (dispute, told), _ = open_cases(filing(complaint(), report()))
    (asked,), _ = open_cases(filing(QUESTION, key="asked"))
    (ended,), _ = open_cases(filing(report(), key="ended"))
    for case in (asked, ended):
        _close(works, case)
    expected = {
        dispute.number: Outcome.after_end,
        told.number: Outcome.identity_removed,
        asked.number: Outcome.erased,
        ended.number: Outcome.restricted,
    }
    assert _wish(works) == expected
    with works.read() as work:
        assert identity(work, dispute.id) == LIN
        assert identity(work, told.id) is None
        assert masked(work, told.id) is None
        assert LIN in ever_given(work, told.id)  # to hide it in the words
        assert work.session.get_one(CaseRow, told.id).anonymous
        assert work.session.get(Channel, told.id) is not None  # the result still arrives
        assert work.session.get(Channel, asked.id) is None
        count = len(events(work, dispute.id))
    _wish(works)
    with works.read() as work:
        assert len(events(work, dispute.id)) == count
    _close(works, dispute)
    plan = city.about.keeping
    assert plan is not None
    assert [(one.number, one.wish) for one in keep_plan(works, plan, hide)] == [
        (dispute.number, True)
    ]
    assert _wish(works, dispute.number, "w2") == {dispute.number: Outcome.already}


def test_nobody_erases_what_is_somebody_elses(works: Works, open_cases: Open) -> None:
    (case,), _ = open_cases(filing())
    stranger = CHANNEL.model_copy(update={"address": "another"})
    for number in (case.number, "SZ-20200101-0001"):
        with pytest.raises(NotFound) as refused, works.write() as work:
            erase(work, ErasureRequest(key="w", channel=stranger, number=number), hide)
        assert refused.value.code == "unknown_case"
