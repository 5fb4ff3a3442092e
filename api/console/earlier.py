"""What was told in cases like this one that are over, for an officer who writes an answer."""

from api.cases.events import EventKind
from api.cases.retained import level_of
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.console import words
from api.console.filters import Filters
from api.console.listing import listed
from api.console.scopes import Scope
from api.contract.codes import Hazard, Kind
from api.contract.desk import EarlierAnswer
from api.contract.privacy import Level
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.tables import Officer
from api.people.veil import veil
from api.quality.others import without_names
from knowledge.cities.city import City

_ANSWERS = frozenset(
    {
        EventKind.refused,
        EventKind.settled,
        EventKind.terminated,
        EventKind.not_filed,
        EventKind.concluded,
        EventKind.closed,
    }
)
_LOOKED_AT, _MOST = 40, 8
_GONE = frozenset({Level.restricted, Level.erased})


def earlier(work: Work, city: City, officer: Officer, row: CaseRow) -> list[EarlierAnswer]:
    """Answers of the same kind and hazard, the newest first, of cases that the officer may see.

    Who reported, and every name and number in the words, is hidden; what is kept for storage
    alone is left out.
    """
    hazard = Hazard(row.hazard) if row.hazard else None
    alike = Filters(kind=Kind(row.kind), hazard=hazard)
    found: list[EarlierAnswer] = []
    for other in listed(work, city, officer, Scope.all, alike, size=_LOOKED_AT, closed=True):
        if other.id == row.id or level_of(work, other.id) in _GONE:
            continue
        told = [one for one in thread(work, other.id) if one.kind in _ANSWERS and one.text]
        if told:
            found.append(_shown(work, other, told[-1]))
        if len(found) == _MOST:
            break
    return found


def _shown(work: Work, case: CaseRow, told: Entry) -> EarlierAnswer:
    return EarlierAnswer(
        number=case.number,
        title=words.event(told.kind),
        on=told.at.astimezone(LEGAL_ZONE).date(),
        text=without_names(veil(told.text or "", ever_given(work, case.id), wholly=True)),
    )
