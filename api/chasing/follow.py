"""What each event begins to chase, and ends: one table, to be read."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from api.cases.events import LEAVES, EventKind
from api.cases.happening import Happening
from api.chasing.service import begin, end, open_chases
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work

ACCIDENT = ("confirm", "health", "report")
"""The steps of the hand-over; the case's own procedure neither ends nor delays them."""
_Deed = Callable[[Work, Happening, timedelta], None]


def follow(work: Work, happening: Happening, escalate_every: timedelta) -> None:
    """Begin and end chases as the event asks for."""
    kind = EventKind(happening.event.kind)
    if kind in LEAVES:
        _end_of_state(work, happening)
    for deed in FOLLOWS.get(kind, ()):
        deed(work, happening, escalate_every)


def _end_of_state(work: Work, happening: Happening) -> None:
    case_id = happening.case.id
    ended = {row.subject for row in open_chases(work, case_id)} - {*ACCIDENT}
    # A breach is looked at when it is due again: its clock may still run in the new state.
    end(work, case_id, {one for one in ended if not one[:1].isupper()})


def _ends(*subjects: str) -> _Deed:
    def deed(work: Work, happening: Happening, _: timedelta) -> None:
        end(work, happening.case.id, subjects)

    return deed


def _on_the_day(subject: str, *, once: bool = False) -> _Deed:
    """Ask when the day that an officer set is over."""

    def deed(work: Work, happening: Happening, escalate_every: timedelta) -> None:
        day = date.fromisoformat(str(happening.event.data["on"]))
        over = datetime.combine(day + timedelta(1), time.min, tzinfo=LEGAL_ZONE)
        every = timedelta() if once else escalate_every
        begin(work, happening.case.id, subject, over, every)

    return deed


def _accident(work: Work, happening: Happening, _: timedelta) -> None:
    data, at = happening.event.data, happening.event.at
    page = timedelta(minutes=_number(data["page_minutes"]))
    begin(work, happening.case.id, "confirm", at + page, page)
    for subject in ("health", "report"):
        due = at + timedelta(minutes=_number(data[f"{subject}_minutes"]))
        begin(work, happening.case.id, subject, due, page)


def _breach(work: Work, happening: Happening, escalate_every: timedelta) -> None:
    rule = str(happening.event.data["rule"])
    begin(work, happening.case.id, rule, work.now + escalate_every, escalate_every)


def _wish(work: Work, happening: Happening, escalate_every: timedelta) -> None:
    """Sent back or answered: until then the supervisors are asked again."""
    begin(work, happening.case.id, "rework_wish", work.now + escalate_every, escalate_every)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


_E = EventKind

FOLLOWS: Mapping[EventKind, tuple[_Deed, ...]] = {
    _E.accident_suspected: (_accident,),
    _E.accident_confirmed: (_ends("confirm"),),
    _E.health_notified: (_ends("health"),),
    _E.accident_reported: (_ends("report"),),
    _E.accident_dismissed: (_ends(*ACCIDENT),),
    _E.accident_ended: (_ends(*ACCIDENT),),
    _E.breached: (_breach,),
    _E.papers_asked: (_on_the_day("papers", once=True),),
    _E.papers_taken: (_ends("papers"),),
    _E.dispatched: (_on_the_day("feedback", once=True),),
    _E.reported_back: (_ends("feedback"),),
    _E.term_fixed: (_on_the_day("term"),),
    _E.rework_asked: (_wish,),
    _E.replied: (_ends("rework_wish"),),
    _E.sent_back: (_on_the_day("rework"),),
}
"""What is asked for again; an event that leaves a state ends what belonged to that state."""
