"""The console's views as JSON, for the officers' bot."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header

from api.console.scopes import Scope
from api.console.view import case_card, officer_out, queue_items
from api.contract.desk import BindRequest, CaseCard, OfficerOut, QueueItem
from api.kit.work import Works
from api.people import staffchat, throttle
from api.people.service_auth import require_service
from knowledge.cities.city import City

_Chat = Annotated[str, Header(min_length=1, max_length=60)]


def staff_routes(works: Works, city: City) -> APIRouter:
    """Routes that only our own bot process may call; the chat says for whom."""
    router = APIRouter(prefix="/v1/staff", tags=["staff"], dependencies=[Depends(require_service)])

    @router.post("/bindings")
    def _bind(request: BindRequest) -> OfficerOut:
        with works.write() as work:
            attempt = throttle.admit(work, request.chat, f"chat:{request.chat}", purpose="bind")
        with works.write() as work:
            officer = staffchat.bind(work, request.code, request.chat)
            throttle.take_back(work, attempt)
            return officer_out(city, officer)

    @router.get("/queue")
    def _queue(x_staff_chat: _Chat) -> list[QueueItem]:
        with works.read() as work:
            return queue_items(work, city, staffchat.by_chat(work, x_staff_chat), Scope.mine)

    @router.get("/cases/{number}")
    def _card(number: str, x_staff_chat: _Chat) -> CaseCard:
        with works.read() as work:
            return case_card(work, city, staffchat.by_chat(work, x_staff_chat), number)

    return router
