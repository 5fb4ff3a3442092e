"""All that waits for somebody's approval: extensions, recusals, words held back, identities."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy import Text, cast
from sqlmodel import or_, select

from api.cases.events import EventKind
from api.cases.identity import waiting_requests
from api.cases.legal import ASKED_BEFORE, lawful_moves
from api.cases.states import open_expression
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.console import words
from api.console.objected import waiting as held_back
from api.console.page import Pages, frame, new_key, page_route
from api.console.reasons import reason
from api.console.scopes import seen_expression
from api.console.view import office_short
from api.contract.codes import Mark, Move
from api.contract.desk import LawfulMove
from api.kit.errors import NotFound
from api.kit.work import Work, Works
from api.people import officers
from api.people.rights import Permission, by_another, may
from api.people.sessions import SignedIn
from api.people.signin import signed_in
from api.people.tables import Officer
from knowledge.cities.city import City

APPROVALS = "/desk/approvals"
_ASKING = (Mark.extension_requested, Mark.recusal_asked, Mark.override_asked)
"""What stands on a case while somebody is to decide."""
_GRANTING = (Permission.approve, Permission.supervise, Permission.release)
_Here = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is to be decided on."""

    title: str
    number: str
    kind: str
    office: str
    who: str
    at: datetime
    reason: str
    own: bool
    """The reader asked for it or handles the case: somebody else decides."""
    seen: int
    moves: tuple[LawfulMove, ...] = ()
    request: str = ""
    """Of a look at an identity."""
    objections: tuple[str, ...] = ()
    """To words that were held back."""


def approval_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """The route of the page; it exists for those who grant anything."""
    router = APIRouter(route_class=page_route(pages), include_in_schema=False)

    @router.get(APPROVALS)
    def _page(me: _Here, done: str = "", refused: str = "") -> Response:
        if not any(may(me.officer, one) for one in _GRANTING):
            raise NotFound("unknown_page", "没有这个页面。")
        with works.read() as work:
            return pages.show(
                "approvals.html",
                **frame(work, me),
                waiting=waiting(work, city, me.officer),
                new_key=new_key,
                done=words.done(done),
                fault=words.refusal(refused) if refused else "",
            )

    return router


def waiting(work: Work, city: City, officer: Officer) -> list[Waiting]:
    """What an officer may decide on, or would, had they not asked for it; the oldest first."""
    found = [*_of_cases(work, city, officer), *_of_identities(work, city, officer)]
    return sorted(found, key=lambda one: (one.at, one.number))


def _of_cases(work: Work, city: City, officer: Officer) -> list[Waiting]:
    asking = or_(*(cast(CaseRow.marks, Text).contains(f'"{mark}"') for mark in _ASKING))
    rows = work.session.exec(
        select(CaseRow).where(asking, open_expression(), seen_expression(city, officer))
    ).all()
    return [
        _decision(work, city, officer, row, kind, moves)
        for row in rows
        for kind, moves in _decisions(lawful_moves(row, officer.roles)).items()
    ]


def _decisions(lawful: Sequence[LawfulMove]) -> Mapping[EventKind, list[LawfulMove]]:
    """The moves that decide, by what they decide on."""
    found: defaultdict[EventKind, list[LawfulMove]] = defaultdict(list)
    for one in lawful:
        if one.move in ASKED_BEFORE:
            found[ASKED_BEFORE[Move(one.move)]].append(one)
    return found


def _decision(
    work: Work,
    city: City,
    officer: Officer,
    row: CaseRow,
    kind: EventKind,
    moves: Sequence[LawfulMove],
) -> Waiting:
    held = held_back(work, city, row) if kind is EventKind.override_asked else None
    asked = [one for one in thread(work, row.id) if one.kind == kind][-1]
    who = asked.actor.removeprefix("officer:")
    return Waiting(
        title=words.event(kind),
        number=row.number,
        kind=row.kind,
        office=office_short(city, row.office),
        who=_names(work, who).get(who, ""),
        at=asked.at,
        reason=reason(work, row.id, asked.no),
        own=not by_another(officer, who, row.handler_id),
        seen=row.last_event,
        moves=tuple(moves),
        objections=tuple(one.why for one in held.objections) if held else (),
    )


def _of_identities(work: Work, city: City, officer: Officer) -> list[Waiting]:
    if not may(officer, Permission.release):
        return []
    return [
        Waiting(
            title=words.event("identity_asked"),
            number=case.number,
            kind=case.kind,
            office=office_short(city, case.office),
            who=_names(work, request.officer_id).get(request.officer_id, ""),
            at=request.asked_at,
            reason=reason(work, case.id, request.event_no),
            own=not by_another(officer, request.officer_id),
            seen=case.last_event,
            request=request.id,
        )
        for request, case in waiting_requests(work, city, officer)
    ]


def _names(work: Work, officer_id: str) -> Mapping[str, str]:
    return officers.names(work, [officer_id])
