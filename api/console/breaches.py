"""Limits that were not kept, each with its reason; handlers give it, supervisors read it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select, true

from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.clock.counting import limit_of
from api.clock.late import breached_expression
from api.clock.tables import ClockRow
from api.console import words
from api.console.months import office_choices, offices_of, span, this_month
from api.console.page import Pages, frame, page_route
from api.console.scopes import seen_expression
from api.console.view import office_short
from api.kit.errors import NotFound
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work, Works
from api.people import officers, reporters
from api.people.rights import Permission, may, may_work
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.people.tables import Officer
from api.people.veil import veil
from knowledge.cities.city import City

BREACHES = "/desk/breaches"
PAGE = 50
_Here = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; the address of the page holds it."""

    month: str = ""
    """Of the end of the limit; empty is every month."""
    office: str = ""
    explained: bool = False
    """Also those that have their reason."""
    page: int = 1

    def address(self, **other: object) -> str:
        """The part of an address after the question mark."""
        fields = {"month": self.month, "office": self.office, "page": self.page}
        fields |= {"explained": "true" if self.explained else ""} | other
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that was not kept, in words."""

    clock: int
    number: str
    kind: str
    office: str
    handler: str
    rule: str
    limit: str
    statutory: bool
    due_on: date
    days: int
    done: bool
    """It was done in the end, though late."""
    reason: str
    who: str
    at: datetime | None
    mine: bool
    """The reader may give the reason."""


def breach_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """The route of the page; it exists for those who work cases or watch offices."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(BREACHES)
    def _page(
        me: _Here,
        month: Annotated[str, Query(max_length=7)] = "",
        office: Annotated[str, Query(max_length=40)] = "",
        explained: bool = False,  # noqa: FBT001, FBT002 - a field of an address
        page: Annotated[int, Query(ge=1, le=10_000)] = 1,
        done: str = "",
        refused: str = "",
    ) -> Response:
        if not (may(me.officer, Permission.work) or may(me.officer, Permission.watch)):
            raise NotFound("unknown_page", "没有这个页面。")
        asked = Asked(month, office, explained, page)
        with works.read() as work:
            found = breaches(work, city, me.officer, asked)
            return pages.show(
                "breaches.html",
                **frame(work, me),
                asked=asked,
                breaches=found[:PAGE],
                more=len(found) > PAGE,
                offices=office_choices(me.officer, city),
                this_month=this_month(work),
                done=words.done(done),
                fault=words.refusal(refused) if refused else "",
            )

    return router


def breaches(work: Work, city: City, officer: Officer, asked: Asked) -> list[Breach]:
    """A page of them and one more if there is another page; what ran out last comes first.

    Raises:
        Refusal: `invalid`, no month.
    """
    rows = list(
        work.session.exec(
            select(ClockRow, CaseRow)
            .join(CaseRow, col(CaseRow.id) == ClockRow.case_id)
            .where(breached_expression(work.now), _wanted(city, officer, asked))
            .order_by(col(ClockRow.due_at).desc(), col(ClockRow.id))
            .offset((asked.page - 1) * PAGE)
            .limit(PAGE + 1)
        )
    )
    names = officers.names(work, [case.handler_id for _, case in rows if case.handler_id])
    return [_breach(work, city, officer, clock, case, names) for clock, case in rows]


def _wanted(city: City, officer: Officer, asked: Asked) -> ColumnElement[bool]:
    wanted = [seen_expression(city, officer)]
    if not (may(officer, Permission.supervise) or may(officer, Permission.watch)):
        wanted.append(col(CaseRow.handler_id) == officer.id)
    if asked.office:
        wanted.append(col(CaseRow.office).in_(offices_of(officer, city, asked.office)))
    if asked.month:
        begin, end = span(asked.month)
        wanted.append(and_(col(ClockRow.due_at) >= begin, col(ClockRow.due_at) < end))
    reasonless = col(ClockRow.explained_no).is_(None)
    return and_(*wanted, or_(reasonless, true()) if asked.explained else reasonless)


def _breach(
    work: Work,
    city: City,
    officer: Officer,
    clock: ClockRow,
    case: CaseRow,
    names: dict[str, str],
) -> Breach:
    said = _said(work, case, clock.explained_no)
    who = said.actor.removeprefix("officer:") if said else ""
    until = (clock.stopped_at or work.now).astimezone(LEGAL_ZONE).date()
    return Breach(
        clock=clock.id or 0,
        number=case.number,
        kind=case.kind,
        office=office_short(city, case.office),
        handler=names.get(case.handler_id or "", ""),
        rule=clock.rule,
        limit=limit_of(clock).name,
        statutory=clock.statutory,
        due_on=clock.due_on,
        days=(until - clock.due_on).days,
        done=clock.stopped_at is not None,
        reason=_veiled(work, case.id, said),
        who=officers.names(work, [who]).get(who, ""),
        at=said.at if said else None,
        mine=may_work(officer, case, city),
    )


def _said(work: Work, case: CaseRow, no: int | None) -> Entry | None:
    entries: Sequence[Entry] = thread(work, case.id) if no is not None else ()
    return next((one for one in entries if one.no == no), None)


def _veiled(work: Work, case_id: str, said: Entry | None) -> str:
    """The reason, with what it may quote of the person hidden."""
    if said is None:
        return ""
    return veil(said.text or "", reporters.ever_given(work, case_id))
