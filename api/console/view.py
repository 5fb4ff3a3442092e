"""What an officer sees of cases, as plain models: one line of a queue, one card."""

from collections.abc import Sequence

from api.cases.legal import FOUR_EYES, lawful_moves
from api.cases.repository import by_number, last_deed, linked
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.clock.service import deadlines
from api.console import words
from api.console.filters import Filters
from api.console.gallery import evidence_count
from api.console.hints import hints
from api.console.listing import listed
from api.console.scopes import Scope
from api.contract.codes import Hazard, Kind, Mark, Severity, State
from api.contract.desk import CaseCard, Latest, LawfulMove, OfficerOut, QueueItem
from api.contract.models import Deadline, Facts
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people import officers
from api.people.reporters import masked
from api.people.rights import may_see
from api.people.tables import Officer
from knowledge.cities.city import City


def queue_items(
    work: Work,
    city: City,
    officer: Officer,
    scope: Scope = Scope.mine,
    filters: Filters | None = None,
    page: int = 1,
) -> list[QueueItem]:
    """A page of a view, emergencies first, then by what runs out first; searched, newest first."""
    rows = listed(work, city, officer, scope, filters or Filters(), page=page)
    return as_items(work, city, rows)


def as_items(work: Work, city: City, rows: Sequence[CaseRow]) -> list[QueueItem]:
    """Lines of a queue, in the order given."""
    clocks = deadlines(work, [row.id for row in rows])
    names = officers.names(work, [row.handler_id for row in rows if row.handler_id])
    return [_item(city, row, clocks.get(row.id, ()), names) for row in rows]


def visible_case(work: Work, city: City, officer: Officer, number: str) -> CaseRow:
    """The case with a number.

    Raises:
        NotFound: `unknown_case`, the same whether there is none or the officer may not see it.
    """
    row = None if "\0" in number else by_number(work, number)  # PostgreSQL can't ask for it
    if row is None or not may_see(officer, row, city):
        raise NotFound("unknown_case", "没有这个案件。")
    return row


def case_card(work: Work, city: City, officer: Officer, number: str) -> CaseCard:
    """One case, without the reporter's identity.

    Raises:
        NotFound: `unknown_case`, the same whether there is none or the officer may not see it.
    """
    return card_of(work, city, officer, visible_case(work, city, officer, number))


def card_of(work: Work, city: City, officer: Officer, row: CaseRow) -> CaseCard:
    """The card of a case that the officer may see; linked cases only if those too."""
    names = officers.names(work, [row.handler_id] if row.handler_id else [])
    return CaseCard(
        number=row.number,
        kind=Kind(row.kind),
        hazard=Hazard(row.hazard) if row.hazard else None,
        severity=Severity(row.severity) if row.severity else None,
        emergency=row.emergency,
        state=State(row.state),
        open=is_open(row),
        office=office_short(city, row.office),
        handler=names.get(row.handler_id or ""),
        facts=Facts.model_validate(row.facts),
        deadlines=deadlines(work, [row.id], with_days=True).get(row.id, ()),
        moves=moves_of(officer, row),
        evidence=evidence_count(work, row.id),
        seen=row.last_event,
        linked=tuple(
            other.number for other in linked(work, row.id) if may_see(officer, other, city)
        ),
        marks=tuple(Mark(mark) for mark in row.marks),
        reporter=_complainant(work, row),
        latest=_latest(work, row),
        hints=hints(work, row),
    )


def _complainant(work: Work, row: CaseRow) -> str | None:
    """A masked name, of complainants alone: the law hides who reports a violation."""
    if row.kind != Kind.complaint:
        return None
    known = masked(work, row.id)
    return known.name if known else None


def _latest(work: Work, row: CaseRow) -> Latest | None:
    event = last_deed(work, row.id)
    if event is None:
        return None
    who = event.actor.removeprefix("officer:")
    known = {"citizen": "来件人"} | officers.names(work, [who])
    return Latest(title=words.event(event.kind), who=known.get(who, "工作人员"), at=event.at)


def moves_of(officer: Officer, row: CaseRow) -> tuple[LawfulMove, ...]:
    """The moves that the law allows now to this officer, who may see the case."""
    own = officer.id == row.handler_id
    return tuple(
        lawful
        for lawful in lawful_moves(row, officer.roles if officer.active else ())
        if not (own and lawful.move in FOUR_EYES)
    )


def officer_out(city: City, officer: Officer) -> OfficerOut:
    """An officer, as colleagues see one."""
    return OfficerOut(
        login=officer.login,
        name=officer.name,
        office=office_short(city, officer.office),
        roles=tuple(officer.roles),
    )


def office_short(city: City, code: str | None) -> str:
    """The short name of an office; the code itself for one of an earlier pack."""
    if code is None:
        return city.fallback.short
    try:
        return city.office(code).short
    except KeyError:
        return code


def next_due(clocks: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """The limit by law that runs out first, then the promise that does; at most one of each."""
    running = [clock for clock in clocks if clock.stopped_at is None]
    kinds = ([c for c in running if c.statutory], [c for c in running if not c.statutory])
    return tuple(min(kind, key=lambda clock: clock.due_at) for kind in kinds if kind)


def _item(
    city: City, row: CaseRow, clocks: Sequence[Deadline], names: dict[str, str]
) -> QueueItem:
    facts = Facts.model_validate(row.facts)
    first, beside = (*next_due(clocks), None, None)[:2]
    return QueueItem(
        number=row.number,
        kind=Kind(row.kind),
        hazard=Hazard(row.hazard) if row.hazard else None,
        severity=Severity(row.severity) if row.severity else None,
        emergency=row.emergency,
        urgent=row.urgent,
        state=State(row.state),
        open=is_open(row),
        office=office_short(city, row.office),
        handler=names.get(row.handler_id or ""),
        merchant=facts.merchant,
        place=facts.place or facts.district,
        received_at=row.received_at,
        next_due=first,
        promise=beside,
        waiting=row.asked_at is not None,
        marks=tuple(Mark(mark) for mark in row.marks),
    )
