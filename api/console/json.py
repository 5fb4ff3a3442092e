"""The desk for programs: sign in, look at the queue and at a case; moves are `api.desk`'s."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.console.counting import counts
from api.console.entrance import refuse_other_sites, set_cookie
from api.console.queueing import Chosen
from api.console.scopes import Scope
from api.console.view import case_card, officer_out, queue_items
from api.contract.desk import CaseCard, DeskSession, QueueItem, SignIn
from api.kit.settings import Settings
from api.kit.work import Works
from api.people import sessions
from api.people.sessions import SignedIn
from api.people.signin import UnfinishedError, missing_of, show_code, sign_in, signed_in
from knowledge.cities.city import City


def json_routes(works: Works, settings: Settings, city: City) -> APIRouter:
    """Routes under /desk/api, which the session's cookie is sent to."""
    router = APIRouter(prefix="/desk/api", tags=["desk"])
    secure = settings.public_url.startswith("https://")

    @router.post("/session", status_code=201)
    def _enter(request: Request, response: Response, who: SignIn) -> DeskSession:
        """Sign in; the session comes as a cookie.

        Who has an authenticator sends its `code` too. 401 `code_needed`, and
        `password_change_needed` or `authenticator_needed` for what is done on the pages.
        """
        refuse_other_sites(request)
        address = request.client.host if request.client else ""
        token = sign_in(works, who.login.strip(), who.password, address)
        if who.code is not None and not _found(token).passed:
            token = show_code(works, token, who.code, address)
        session = _found(token)
        missing = missing_of(session, request.app.state.second_factor)
        if missing is not None:
            raise UnfinishedError(missing)
        set_cookie(response, token, secure=secure)
        return DeskSession(csrf=session.csrf, officer=officer_out(city, session.officer))

    @router.get("/queue")
    def _queue(
        request: Request,
        chosen: Chosen,
        scope: Scope = Scope.mine,
        page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    ) -> list[QueueItem]:
        """A page of open cases, what runs out first on top; with `q`, found ones, newest first.

        Narrowed by any of kind, hazard, setting, severity, agency, division, state and clock.
        """
        officer = signed_in(request).officer
        with works.read() as work:
            return queue_items(work, city, officer, scope, chosen, page)

    @router.get("/queue/counts")
    def _counts(request: Request) -> dict[str, int]:
        """How many open cases each view holds."""
        officer = signed_in(request).officer
        with works.read() as work:
            return {str(scope): count for scope, count in counts(work, city, officer).items()}

    @router.get("/cases/{number}")
    def _card(request: Request, number: str) -> CaseCard:
        """A case with its clocks and the moves the law allows now."""
        officer = signed_in(request).officer
        with works.read() as work:
            return case_card(work, city, officer, number)

    def _found(token: str) -> SignedIn:
        with works.read() as work:
            found = sessions.find(work, token)
        assert found is not None  # noqa: S101 - it was made just now
        return found

    return router
