"""The administrators' pages: who works here, as what, and whether they may sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console import account_words
from api.console.page import Pages, frame, page_route
from api.console.view import office_short
from api.kit.errors import NotFound, Refusal
from api.kit.work import Work, Works
from api.people import journal, officers, staffing
from api.people.rights import Permission, may
from api.people.sessions import SignedIn
from api.people.signin import check_csrf, signed_in
from api.people.staffing import Post
from api.people.tables import Officer, OfficerEvent
from knowledge.cities.city import City
from knowledge.codes import LABELS, Hazard

OFFICERS = "/desk/officers"
_LOG = 300
_Here = Annotated[SignedIn, Depends(signed_in)]
_Csrf = Annotated[str, Form(max_length=100)]
_Short = Annotated[str, Form(max_length=60)]
_List = Annotated[list[str], Form(max_length=40)]
_Deed = Callable[[Work, Officer, str], object]

_DEEDS: dict[str, _Deed] = {
    "close": staffing.close,
    "open": staffing.reopen,
    "sign-out": staffing.sign_out_everywhere,
    "drop-second": staffing.drop_second_factor,
    "want-second": lambda work, by, login: staffing.want_second_factor(
        work, by, login, required=True
    ),
    "spare-second": lambda work, by, login: staffing.want_second_factor(
        work, by, login, required=False
    ),
}
"""What is done with one press."""


@dataclass(frozen=True, slots=True)
class _Accounts:
    """The two pages, and what a form leads to."""

    works: Works
    city: City
    pages: Pages

    def all(self, me: SignedIn, *, status: int = 200, done: str = "", **more: Any) -> Response:
        """Everybody, with the form for somebody new."""
        with self.works.read() as work:
            people = staffing.everybody(work, me.officer)
            about = {"people": people, "typed": None, "fault": "", **_choices(self.city), **more}
            about["done"] = account_words.done_words(done)
            return self.pages.show("officers.html", status, **frame(work, me), **about)

    def one(self, me: SignedIn, login: str, *, status: int = 200, **more: Any) -> Response:
        """One account with its log."""
        with self.works.read() as work:
            one = staffing.account(work, me.officer, login)
            log = [_entry(work, self.city, each) for each in journal.latest(work, 50, one.id)]
            about = {"one": one, "own": one.id == me.officer.id, "entries": log, "password": ""}
            about |= {"fault": "", "done": "", **_choices(self.city), **more}
            about["done"] = account_words.done_words(str(about["done"]))
            return self.pages.show("officer.html", status, **frame(work, me), **about)

    def after(
        self, me: SignedIn, login: str, deed: str, does: Callable[[Work], object]
    ) -> Response:
        """The account's page after a deed, or with the reason why it was not done."""
        try:
            with self.works.write() as work:
                does(work)
        except NotFound:
            raise
        except Refusal as refusal:
            return self.one(me, login, status=refusal.status, fault=refusal.detail)
        return RedirectResponse(f"{OFFICERS}/{login}?done={deed}", 303)


def officer_routes(works: Works, city: City, pages: Pages) -> APIRouter:
    """Routes of accounts; to everybody else they do not exist."""
    router = APIRouter()
    accounts = _Accounts(works, city, pages)
    router.include_router(_reading(accounts))
    router.include_router(_posts(accounts))
    router.include_router(_presses(accounts))
    return router


def _reading(accounts: _Accounts) -> APIRouter:
    router = APIRouter(route_class=page_route(accounts.pages), include_in_schema=False)

    @router.get(OFFICERS)
    def _all(me: _Here, done: str = "") -> Response:
        return accounts.all(me, done=done)

    @router.get("/desk/officers/log")
    def _log(me: _Here) -> Response:
        """What was done to accounts, for those who audit and those who administer."""
        if not (may(me.officer, Permission.audit) or may(me.officer, Permission.administer)):
            raise NotFound("unknown_page", "没有这个页面。")
        with accounts.works.read() as work:
            entries = [_entry(work, accounts.city, one) for one in journal.latest(work, _LOG)]
            return accounts.pages.show("officers_log.html", **frame(work, me), entries=entries)

    @router.get("/desk/officers/{login}")
    def _officer(me: _Here, login: str, done: str = "") -> Response:
        return accounts.one(me, login, done=done)

    return router


def _posts(accounts: _Accounts) -> APIRouter:
    router = APIRouter(route_class=page_route(accounts.pages), include_in_schema=False)

    @router.post(OFFICERS)
    def _engage(
        request: Request,
        csrf: _Csrf,
        login: _Short = "",
        name: _Short = "",
        office: _Short = "",
        roles: _List = [],  # noqa: B006 - FastAPI copies it
        hazards: _List = [],  # noqa: B006 - as above
    ) -> Response:
        me = check_csrf(request, csrf)
        post = Post(office, tuple(roles), tuple(hazards))
        try:
            with accounts.works.write() as work:
                password = staffing.engage(work, accounts.city, me.officer, login, name, post)
        except NotFound:
            raise
        except Refusal as refusal:
            typed = {"login": login, "name": name, "post": post}
            return accounts.all(me, status=refusal.status, fault=refusal.detail, typed=typed)
        return accounts.one(me, login.strip().lower(), password=password)

    @router.post("/desk/officers/{login}")
    def _appoint(
        request: Request,
        login: str,
        csrf: _Csrf,
        office: _Short = "",
        roles: _List = [],  # noqa: B006 - FastAPI copies it
        hazards: _List = [],  # noqa: B006 - as above
    ) -> Response:
        me, post = check_csrf(request, csrf), Post(office, tuple(roles), tuple(hazards))

        def appoint(work: Work) -> None:
            staffing.appoint(work, accounts.city, me.officer, login, post)

        return accounts.after(me, login, "post", appoint)

    return router


def _presses(accounts: _Accounts) -> APIRouter:
    router = APIRouter(route_class=page_route(accounts.pages), include_in_schema=False)

    @router.post("/desk/officers/{login}/password")
    def _password(request: Request, login: str, csrf: _Csrf) -> Response:
        me = check_csrf(request, csrf)
        try:
            with accounts.works.write() as work:
                password = staffing.reset_password(work, me.officer, login)
        except NotFound:
            raise
        except Refusal as refusal:
            return accounts.one(me, login, status=refusal.status, fault=refusal.detail)
        return accounts.one(me, login, password=password)

    @router.post("/desk/officers/{login}/{deed}")
    def _press(request: Request, login: str, deed: str, csrf: _Csrf) -> Response:
        me = check_csrf(request, csrf)
        if deed not in _DEEDS:
            raise NotFound("unknown_page", "没有这个页面。")
        return accounts.after(me, login, deed, lambda work: _DEEDS[deed](work, me.officer, login))

    return router


def _choices(city: City) -> dict[str, Any]:
    """What a post is made of, and how its parts are called."""
    return {
        "offices": city.offices,
        "roles": staffing.ROLES,
        "hazards": [(str(hazard), LABELS[hazard]) for hazard in Hazard],
        "short": lambda code: office_short(city, code),
    }


def _entry(work: Work, city: City, event: OfficerEvent) -> dict[str, Any]:
    """One entry of the log in words."""
    names = officers.names(work, [event.actor, event.officer_id])
    return {
        "at": event.at,
        "who": names.get(event.actor, "命令行"),
        "whom": names.get(event.officer_id, "？"),
        "title": account_words.deed_words(event.kind),
        "details": account_words.details(event.data, lambda code: office_short(city, code)),
    }
