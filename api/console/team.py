"""How much lies with whom: the open cases of offices and handlers, counted as the queue counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Response
from sqlalchemy import ColumnElement, case, func
from sqlmodel import col, select

from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.console import words
from api.console.absent import Away, away_lines
from api.console.page import Pages, frame, page_route
from api.console.scopes import Scope, narrowed, seen_expression
from api.console.view import office_short
from api.kit.work import Work, Works
from api.people import absences
from api.people.rights import Permission, may, offices_seen, require
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Role

TEAM = "/desk/team"
COUNTED = (Scope.all, Scope.unassigned, Scope.late, Scope.soon, Scope.emergency)
"""The views of the queue whose cases are counted."""
_Here = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases, by view."""

    counts: Mapping[Scope, int]

    def __add__(self, other: Self) -> "Load":
        return Load({scope: self.counts[scope] + other.counts[scope] for scope in COUNTED})


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """What lies at an office."""

    code: str
    name: str
    load: Load


@dataclass(frozen=True, slots=True)
class HandlerLoad:
    """What lies with a handler."""

    id: str
    name: str
    office: str
    load: Load
    away: Away | None


_NOTHING = Load(dict.fromkeys(COUNTED, 0))


def team_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """The route of the page; it exists for those who watch offices."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(TEAM)
    def _page(me: _Here, done: str = "", refused: str = "") -> Response:
        require(me.officer, Permission.watch)
        with works.read() as work:
            staff = _staff(work, city, me.officer)
            lines = away_lines(work, [one.id for one in staff])
            offices, handlers = loads(work, city, me.officer, lines)
            return pages.show(
                "team.html",
                **frame(work, me),
                offices=offices,
                handlers=handlers,
                arranges=may(me.officer, Permission.supervise),
                staff=staff,
                workers=[one for one in staff if may(one, Permission.work)],
                away=lines,
                today=absences.today(work),
                done=words.done(done),
                fault=words.refusal(refused) if refused else "",
            )

    return router


def loads(
    work: Work, city: City, officer: Officer, away: Iterable[Away] = ()
) -> tuple[list[OfficeLoad], list[HandlerLoad]]:
    """The load of every office and handler, of the cases that an officer sees."""
    by_office: defaultdict[str | None, Load] = defaultdict(lambda: _NOTHING)
    by_handler: defaultdict[str, Load] = defaultdict(lambda: _NOTHING)
    for office, handler, load in _counted(work, city, officer):
        by_office[office] += load
        if handler is not None:
            by_handler[handler] += load
    offices = [
        OfficeLoad(one.code, one.short, by_office[one.code])
        for one in city.offices
        if one.code in by_office
    ]
    return offices, _handlers(work, city, officer, by_handler, away)


def _handlers(
    work: Work,
    city: City,
    officer: Officer,
    by_handler: Mapping[str, Load],
    away: Iterable[Away],
) -> list[HandlerLoad]:
    """Those who have cases, and who could have some; the most burdened first."""
    now = {one.officer_id: one for one in away if one.now}
    found = work.session.exec(select(Officer).where(col(Officer.id).in_(by_handler))).all()
    free = [one for one in _staff(work, city, officer) if Role.handler in one.roles]
    return sorted(
        (
            HandlerLoad(
                id=one.id,
                name=one.name,
                office=office_short(city, one.office),
                load=by_handler.get(one.id, _NOTHING),
                away=now.get(one.id),
            )
            for one in {one.id: one for one in (*found, *free)}.values()
        ),
        key=lambda one: (-one.load.counts[Scope.all], one.name, one.id),
    )


def _staff(work: Work, city: City, officer: Officer) -> list[Officer]:
    """Those who work in the officer's office and below."""
    wanted = select(Officer).where(
        col(Officer.active).is_(True), col(Officer.office).in_(offices_seen(officer, city))
    )
    return sorted(work.session.exec(wanted), key=attrgetter("name", "id"))


def _counted(
    work: Work, city: City, officer: Officer
) -> Iterable[tuple[str | None, str | None, Load]]:
    sums = [_sum(narrowed(work, city, officer, scope)) for scope in COUNTED]
    rows = work.session.execute(
        select(col(CaseRow.office), col(CaseRow.handler_id), *sums)
        .where(seen_expression(city, officer), open_expression())
        .group_by(col(CaseRow.office), col(CaseRow.handler_id))
    )
    for office, handler, *told in rows:
        yield office, handler, Load(dict(zip(COUNTED, map(int, told), strict=True)))


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)
