"""How content a reporter is with the end, and what follows when he wants it redone."""

from collections.abc import Callable
from datetime import date

import pytest

from api.cases.events import EventKind
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.chasing.service import open_chases
from api.contract.codes import Move, Platform, Satisfaction, State, Template
from api.contract.models import ChannelRef, Rating
from api.intake.rating import rate
from api.kit.errors import Conflict, NotFound
from api.kit.work import Works
from api.outbox.service import notices_of
from api.verify import faults
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint


def _rate(
    works: Works, case: CaseRow, score: Satisfaction, key: str = "r1", **more: object
) -> CaseRow:
    said = {"key": key, "channel": CHANNEL, "score": score, **more}
    with works.write() as work:
        return rate(work, case.number, Rating.model_validate(said))


def _refused(open_one: Callable[..., CaseRow], desk: Callable[..., CaseRow]) -> CaseRow:
    case = open_one(complaint())
    return desk("futian", case.number, Move.refuse, ground="C03-4", text="不归我们管")


def test_a_rating_is_an_event_and_changes_nothing_else(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = _refused(open_one, desk)

    rated = _rate(works, case, Satisfaction.fairly)
    again = _rate(works, case, Satisfaction.fairly)

    assert rated.state == again.state == State.refused
    with works.read() as work:
        last = thread(work, case.id)[-1]
        assert (last.kind, last.data["score"]) == (EventKind.rated, "fairly")
        assert [entry.kind for entry in thread(work, case.id)].count(EventKind.rated) == 1
        assert list(faults(work)) == []


def test_a_case_that_is_handled_has_no_end_to_rate(
    open_one: Callable[..., CaseRow], works: Works
) -> None:
    case = open_one(complaint())

    with pytest.raises(Conflict, match="still_open"):
        _rate(works, case, Satisfaction.satisfied)


def test_nobody_rates_the_case_of_another_chat(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = _refused(open_one, desk)
    stranger = ChannelRef(platform=Platform.web, address="stranger")

    with pytest.raises(NotFound, match="unknown_case"):
        _rate(works, case, Satisfaction.satisfied, channel=stranger)


def test_only_somebody_who_is_not_content_can_want_it_redone(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = _refused(open_one, desk)

    with pytest.raises(Conflict, match="nothing_to_redo"):
        _rate(works, case, Satisfaction.satisfied, rework=True)


def test_the_wish_reaches_the_supervisors_until_they_send_it_back(
    open_one: Callable[..., CaseRow], works: Works, desk: Callable[..., CaseRow]
) -> None:
    case = _refused(open_one, desk)

    _rate(works, case, Satisfaction.unsatisfied, rework=True, text="没有人来看过")

    with works.read() as work:
        (told,) = [
            n for _, n, _ in notices_of(work, "ftboss") if n.template == Template.rework_asked
        ]
        assert told.text == "没有人来看过"
        assert {row.subject for row in open_chases(work, case.id)} == {"rework_wish"}
        assert list(faults(work)) == []
    desk("ftboss", case.number, Move.send_back, on=date(2026, 12, 10), text="去现场核实")
    with works.read() as work:
        assert {row.subject for row in open_chases(work, case.id)} == {"rework"}


def test_a_reply_answers_the_wish(
    open_one: Callable[..., CaseRow],
    works: Works,
    desk: Callable[..., CaseRow],
    clock: SettableClock,
) -> None:
    case = _refused(open_one, desk)
    _rate(works, case, Satisfaction.unsatisfied, rework=True)
    clock.advance(hours=1)

    desk("ftboss", case.number, Move.reply, text="理由如下")

    with works.read() as work:
        assert open_chases(work, case.id) == []
