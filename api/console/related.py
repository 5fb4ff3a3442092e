"""Cases that may be the same matter, offered to be handled together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.cases.events import EventKind
from api.cases.joining import followers, leader
from api.cases.repository import events
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.contract.codes import Hazard, Kind, Setting
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.casekeys import open_for
from api.people.reporters import ever_given
from api.people.rights import may_see
from api.people.tables import Officer
from api.people.veil import veil
from knowledge.cities.city import City
from nlp.duplicates import same_matter
from nlp.understanding import Understanding

_SAME = 0.6
"""How sure it must be that two messages are one matter to be called that."""
_SIDES = {Kind.complaint: 0, Kind.report: 1, Kind.tip: 1, Kind.query: 2, Kind.suggestion: 2}


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be the same matter."""

    row: CaseRow
    score: float
    days: int
    """How many days lie between them."""
    same_hazard: bool

    @property
    def surely(self) -> bool:
        """Whether it looks like the same matter, not only the same trader."""
        return self.score >= _SAME


@dataclass(frozen=True, slots=True)
class Company:
    """The cases that are handled together with one."""

    lead: CaseRow | None
    """The one it follows; None while it follows none."""
    others: list[CaseRow]


def alike(work: Work, case: CaseRow, others: Sequence[CaseRow]) -> list[Alike]:
    """Which of these may be the same matter, the likeliest first; never across the wall.

    A complaint and a report are kept apart: they are offered only to their own side.
    """
    side = [one for one in others if _SIDES[Kind(one.kind)] == _SIDES[Kind(case.kind)]]
    if not side:
        return []
    here = _understood(work, case)
    found = [
        Alike(
            row=one,
            score=same_matter(
                here, _understood(work, one), case.received_at - one.received_at
            ).score,
            days=abs((case.received_at - one.received_at).days),
            same_hazard=one.hazard == case.hazard,
        )
        for one in side
        if one.filing_key != case.filing_key
    ]
    return sorted(found, key=lambda one: (-one.score, one.days))


def company(work: Work, city: City, officer: Officer, case: CaseRow) -> Company:
    """Who follows whom, as far as the officer may see."""
    lead = leader(work, case)
    rows = [lead, *followers(work, lead)]
    seen = [one for one in rows if one.id != case.id and may_see(officer, one, city)]
    above = lead if lead.id != case.id and may_see(officer, lead, city) else None
    return Company(above, [one for one in seen if above is None or one.id != above.id])


def _understood(work: Work, case: CaseRow) -> Understanding:
    """As much of an understanding as is compared, from what stands on the case by now."""
    facts = case.facts
    return Understanding(
        text=_words(work, case),
        kinds=(Kind(case.kind),),
        hazards=(Hazard(case.hazard),) if case.hazard else (),
        setting=Setting(case.setting),
        severity=None,
        emergency=case.emergency,
        agency=None,
        merchant=_text(facts.get("merchant")),
        place=_text(facts.get("place")),
        district=_text(facts.get("district")),
        division=case.division,
        street=_text(facts.get("street")),
        when=_text(facts.get("when")),
        food=_text(facts.get("food")),
        people_ill=None,
        amount=None,
        demand=(),
        case_no=None,
        confidence=1.0,
        runner_up=None,
    )


def _words(work: Work, case: CaseRow) -> str:
    first = events(work, case.id)[:1]
    if not first or first[0].sealed is None:
        return ""
    try:
        return open_for(work, case.id, first[0].sealed, "event")
    except NotFound:  # the case was erased
        return ""


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


@dataclass(frozen=True, slots=True)
class Followed:
    """What the reporter of a case handled together with another said since it was opened."""

    number: str
    at: datetime
    text: str


def followed(work: Work, others: Sequence[CaseRow]) -> list[Followed]:
    """The later messages of those cases, oldest first, with every identity hidden."""
    found: list[Followed] = []
    for one in others:
        given = ever_given(work, one.id)
        found += [
            Followed(one.number, entry.at, veil(entry.text, given))
            for entry in thread(work, one.id)
            if entry.kind is EventKind.said and entry.text
        ]
    return sorted(found, key=lambda line: line.at)
