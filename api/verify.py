"""Every invariant of the stored cases, of all rooms together; each fault names its case."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import events, linked
from api.cases.states import is_open
from api.cases.tables import CaseRow, Event
from api.cases.verify import verify as verify_cases
from api.chasing.service import open_chases
from api.clock.counting import pauses_of
from api.clock.tables import ClockRow
from api.clock.verify import verify_clocks, verify_queue, verify_reasons
from api.contract.codes import Kind, Mark, State
from api.intact import altered
from api.kit.work import Work
from api.missing import missing_cases, missing_notices
from api.outbox.service import CITIZEN
from api.outbox.tables import OutboxRow
from api.people import journal
from api.people.tables import Channel, Reporter
from api.people.verify import verify_officers, verify_volunteers
from api.people.volunteer_tables import Tip
from api.proof import anchors

_E, _M, _S = EventKind, Mark, State

_MUST_TELL = frozenset(
    {
        _E.asked,
        _E.replied,
        _E.accepted,
        _E.refused,
        _E.transferred,
        _E.dispatched,
        _E.referred,
        _E.redirected,
        _E.papers_asked,
        _E.invited,
        _E.delegated,
        _E.recusal_granted,
        _E.recusal_rejected,
        _E.settled,
        _E.agreement_drawn,
        _E.terminated,
        _E.extended,
        _E.testing_started,
        _E.testing_ended,
        _E.filed,
        _E.not_filed,
        _E.concluded,
        _E.crime_transferred,
        _E.repeated,
        _E.merged,
        _E.closed,
        _E.sent_back,
    }
)
"""Events of which the law or good manners want the reporter told."""
_VERIFYING = frozenset({"R01", "C16"})
_STATUTORY = frozenset({"C01", "C10", "C13", "R01", "C16", "R16", "R09", "R09-SUPERIOR"})


def faults(work: Work) -> Iterator[str]:
    """One line a fault; nothing when all is well."""
    yield from missing_cases(work)
    yield from verify_cases(work)
    yield from verify_clocks(work)
    yield from verify_queue(work)
    yield from verify_reasons(work)
    yield from journal.faults(work)
    yield from anchors.faults(work)
    yield from altered(work)
    yield from verify_volunteers(work)
    yield from verify_officers(work)
    for case in work.session.exec(select(CaseRow).order_by(col(CaseRow.number))):
        history = events(work, case.id)
        rows = list(work.session.exec(select(ClockRow).where(ClockRow.case_id == case.id)))
        for fault in (
            *_clock_faults(case, rows),
            *_breach_faults(history, rows),
            *_chase_faults(work, case),
            *_told_faults(work, case, history),
            *_apart_faults(work, case),
            *_override_faults(history),
            *missing_notices(work, case, history),
        ):
            yield f"{case.number}: {fault}"


def must_run(case: CaseRow) -> frozenset[str]:
    """The clocks that the law wants to run on a case as it stands; R01 stands for C16 too."""
    marks, state = set(case.marks), State(case.state)
    found: set[str] = set()
    if case.kind == Kind.complaint:
        found |= {_S.received: {"C01"}, _S.accepted: {"C10"}}.get(state, set())
        found |= {"C13"} if state is _S.terminated and _M.both_told not in marks else set()
    if case.kind in {Kind.report, Kind.tip}:
        found |= {_S.received: {"R01"}, _S.not_filed: {"R06"}, _S.concluded: {"R06"}}.get(
            state, set()
        )
        found |= {"R09-SUPERIOR"} if _M.passed_up in marks else set()
        found |= {"R16"} if state is _S.filed and _M.term_fixed not in marks else set()
    found |= {"R09"} if _M.disputed in marks and _M.passed_up not in marks else set()
    found |= {"F16"} if _M.accident in marks and _M.accident_confirmed not in marks else set()
    return frozenset(found)


def _clock_faults(case: CaseRow, rows: Sequence[ClockRow]) -> Iterator[str]:
    running = [row for row in rows if row.stopped_at is None]
    rules = {"R01" if row.rule in _VERIFYING else row.rule for row in running}
    wanted = must_run(case)
    for rule in sorted(wanted - rules):
        yield f"{rule} should run in {case.state}"
    for rule in sorted((rules & {*_STATUTORY, "F16"}) - wanted):
        yield f"{rule} runs in {case.state}, where it should not"
    if not is_open(case) and rules - {"F16"}:
        yield f"is over, but {sorted(rules)} run"
    standing = not {_M.testing, _M.suspended}.isdisjoint(case.marks)
    for row in running:
        if any(pause.lasting for pause in pauses_of(row)) and not standing:
            yield f"{row.rule} stands still for no reason"
    for row in rows:
        if row.due_at <= row.started_at:
            yield f"{row.rule} is due before it starts"


def _breach_faults(history: Sequence[Event], rows: Sequence[ClockRow]) -> Iterator[str]:
    said = Counter(str(e.data["rule"]) for e in history if e.kind == _E.breached)
    had = Counter(row.rule for row in rows if row.breached_at is not None)
    if said != had:
        yield f"breaches {dict(had)} were said as {dict(said)}"
    for before, after in pairwise(history):
        same = after.kind == _E.escalated and after.data.get("rule") == before.data.get("rule")
        if before.kind == _E.breached and not same:
            yield f"the breach of event {before.no} was not escalated"


def _chase_faults(work: Work, case: CaseRow) -> Iterator[str]:
    marks, asked = set(case.marks), {row.subject for row in open_chases(work, case.id)}
    accident = _M.accident in marks
    wanted = {
        "confirm": accident and _M.accident_confirmed not in marks,
        "health": accident and _M.health_notified not in marks,
        "report": accident and _M.accident_reported not in marks,
        "rework": case.state == _S.rework,
    }
    for subject, wants in wanted.items():
        if wants != (subject in asked):
            yield f"{subject} is {'not ' if wants else ''}asked for"


def _told_faults(work: Work, case: CaseRow, history: Sequence[Event]) -> Iterator[str]:
    if _M.ex_officio in case.marks:
        return
    wanted = select(OutboxRow.event_id).where(
        OutboxRow.case_id == case.id, col(OutboxRow.recipient).startswith(CITIZEN)
    )
    told = set(work.session.exec(wanted))
    lost = sum(event.kind == _E.undelivered for event in history)
    missing = [e.no for e in history if EventKind(e.kind) in _MUST_TELL and e.id not in told]
    if len(missing) > lost:
        yield f"nobody was told of events {missing}"


def _apart_faults(work: Work, case: CaseRow) -> Iterator[str]:
    """Reports that nobody made have no person; merged ones lead to the earlier case."""
    people = (work.session.get(Reporter, case.id), work.session.get(Channel, case.id))
    if _M.ex_officio in case.marks and any(people):
        yield "was found by the office, yet has a reporter"
    if case.state == _S.merged and not linked(work, case.id):
        yield "was merged with no other case"
    if (_M.tip in case.marks) != (work.session.get(Tip, case.id) is not None):
        yield "its mark and its credit as a tip differ"
    if _M.tip in case.marks and case.kind != Kind.report:
        yield "is a tip and no report"


def _override_faults(history: Sequence[Event]) -> Iterator[str]:
    """Nobody lets out words of their own, and what was let out went out."""
    asked: dict[str, str] = {}
    for event in history:
        if event.kind == _E.override_asked:
            asked[str(event.no)] = event.actor
        if event.kind in {_E.overridden, _E.override_rejected}:
            author = asked.get(str(event.data["decides"]))
            if author is None or author == event.actor:
                yield f"event {event.no} decides on words of its own author, or on none"
        if event.kind == _E.overridden:
            after = [one for one in history if one.no == event.no + 1]
            if not any("let_out_by" in one.data for one in after):
                yield f"what event {event.no} let out did not go out"
