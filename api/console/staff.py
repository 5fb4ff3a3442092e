"""The console's views as JSON, for the officers' bot."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query

from api.console.counting import counts
from api.console.listing import listed
from api.console.offices import offices_like
from api.console.scopes import Scope
from api.console.view import as_items, case_card, officer_out, visible_case
from api.contract.codes import Mark
from api.contract.desk import BindRequest, CaseCard, Choice, OfficerOut, QueuePage
from api.contract.news import ChatNews
from api.kit.work import Works
from api.outbox.personal import lose_chat, tell
from api.people import staffchat, throttle
from api.people.service_auth import require_service
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Role

PAGE = 8
"""Cases of one message; more are not read on a phone."""
_Chat = Annotated[str, Header(min_length=1, max_length=60)]


def staff_routes(works: Works, city: City) -> APIRouter:
    """Routes that only our own bot process may call; the chat says for whom."""
    router = APIRouter(prefix="/v1/staff", tags=["staff"], dependencies=[Depends(require_service)])

    @router.post("/bindings")
    def _bind(request: BindRequest) -> OfficerOut:
        with works.write() as work:
            attempt = throttle.admit(work, request.chat, f"chat:{request.chat}", purpose="bind")
        with works.write() as work:
            officer = staffchat.bind(work, request.code, request.chat, request.title)
            throttle.take_back(work, attempt)
            tell(work, officer, ChatNews(news="chat_bound", at=work.now, chat=request.title))
            return officer_out(city, officer)

    @router.get("/bindings")
    def _who(x_staff_chat: _Chat) -> OfficerOut:
        with works.read() as work:
            return officer_out(city, staffchat.by_chat(work, x_staff_chat))

    @router.delete("/bindings", status_code=204)
    def _unbind(x_staff_chat: _Chat, *, lost: bool = False) -> None:
        with works.write() as work:
            officer = staffchat.by_chat(work, x_staff_chat)
            if lost:
                lose_chat(work, officer)
                return
            was = staffchat.tied(work, officer)
            staffchat.unbind(work, officer.id)
            title = was.title if was else ""
            tell(work, officer, ChatNews(news="chat_unbound", at=work.now, chat=title))

    @router.get("/queue")
    def _queue(
        x_staff_chat: _Chat,
        scope: Scope | None = None,
        page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    ) -> QueuePage:
        with works.read() as work:
            officer = staffchat.by_chat(work, x_staff_chat)
            shown = scope or first_scope(officer)
            totals = counts(work, city, officer)
            pages = max(1, -(-totals[shown] // PAGE))
            at = min(page, pages)
            rows = listed(work, city, officer, shown, page=at, size=PAGE)
            return QueuePage(
                scope=shown,
                page=at,
                pages=pages,
                totals={str(one): count for one, count in totals.items()},
                items=tuple(as_items(work, city, rows)),
            )

    @router.get("/cases/{number}")
    def _card(number: str, x_staff_chat: _Chat) -> CaseCard:
        with works.read() as work:
            return case_card(work, city, staffchat.by_chat(work, x_staff_chat), number)

    @router.get("/cases/{number}/offices")
    def _offices(
        number: str, x_staff_chat: _Chat, words: Annotated[str, Query(max_length=60)] = ""
    ) -> Sequence[Choice]:
        """Offices that a case may go to: those beside its own, or those called so."""
        with works.read() as work:
            officer = staffchat.by_chat(work, x_staff_chat)
            case = visible_case(work, city, officer, number)
            disputed = Mark.disputed in case.marks
            return offices_like(city, case.office, words, disputed=disputed)

    return router


def first_scope(officer: Officer) -> Scope:
    """Where somebody's queue begins: those who are given no cases watch those of others."""
    return Scope.mine if Role.handler in officer.roles else Scope.all
