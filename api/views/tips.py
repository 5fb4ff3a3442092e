"""What came of volunteers' tips: told from the events of their cases."""

from api.cases.events import EventKind
from api.cases.repository import by_ids, events_of_kinds
from api.cases.tables import CaseRow, Event
from api.contract.codes import Mark, TipStanding
from api.contract.models import ChannelRef
from api.contract.volunteers import Membership, TipOut
from api.kit.work import Work
from api.people.crediting import is_credited, tips_of
from api.people.volunteers import by_channel, volunteer_out
from knowledge.forms import tip_standings

_LISTED = 10
_E, _T = EventKind, TipStanding
_SAYS = {
    _E.filed: _T.valid,
    _E.repeated: _T.repeated,
    _E.merged: _T.repeated,
    _E.referred: _T.elsewhere,
    _E.redirected: _T.elsewhere,
    _E.crime_transferred: _T.elsewhere,
}


_DECISIVE = frozenset({*_SAYS, _E.not_filed, _E.sent_back, _E.closed})
"""Events that say something of a tip."""


def standing_of(history: list[Event]) -> TipStanding:
    """What the events of a case say of the tip it was opened from; the last word counts."""
    standing, filed = _T.checking, False
    for event in history:
        kind = EventKind(event.kind)
        if kind is _E.not_filed:
            standing = _T(tip_standings().get(str(event.data.get("ground")), _T.unfiled))
        elif kind is _E.sent_back:
            standing = _T.valid if filed else _T.checking
        elif kind is _E.closed and standing is _T.checking:
            standing = _T.unfiled
        standing = _SAYS.get(kind, standing)
        filed = filed or kind is _E.filed
    return standing


def told_standing(work: Work, case: CaseRow) -> TipStanding | None:
    """Where a credited tip stands; None for every other case."""
    if Mark.tip not in case.marks or not is_credited(work, case.id):
        return None
    return standing_of(events_of_kinds(work, [case.id], _DECISIVE)[case.id])


def membership(work: Work, channel: ChannelRef) -> Membership:
    """The volunteer of a chat, with the newest tips and how many there are."""
    volunteer = by_channel(work, channel)
    if volunteer is None:
        return Membership()
    cases = by_ids(work, tips_of(work, volunteer))
    history = events_of_kinds(work, [case.id for case in cases], _DECISIVE)
    told = [(case, standing_of(history[case.id])) for case in cases]
    return Membership(
        volunteer=volunteer_out(volunteer),
        tips=tuple(_out(case, standing) for case, standing in told[:_LISTED]),
        total=len(told),
        valid=sum(standing is _T.valid for _, standing in told),
    )


def _out(case: CaseRow, standing: TipStanding) -> TipOut:
    merchant, place = case.facts.get("merchant"), case.facts.get("place")
    return TipOut(
        number=case.number,
        at=case.received_at,
        merchant=str(merchant) if merchant else None,
        place=str(place or case.facts.get("district") or "") or None,
        standing=standing,
    )
