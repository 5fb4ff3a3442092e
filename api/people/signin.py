"""Signing in at the desk, and who is signed in."""

import hmac

from fastapi import Request

from api.kit.errors import Forbidden, Unauthenticated
from api.kit.work import Works
from api.people import officers, passwords, sessions, throttle
from api.people.sessions import SignedIn
from api.people.tables import Officer

COOKIE = "jiesu_desk"
"""Holds the session token; sent to the desk alone."""
COOKIE_PATH = "/desk"


def sign_in(works: Works, login: str, password: str, address: str) -> str:
    """Begin a session; gives the token for the cookie.

    An unknown login, a wrong password and a closed account get one answer, after one time.

    Raises:
        Unauthenticated: `wrong_login`.
        TooMany: The account or the address failed too often.
    """
    with works.write() as work:
        attempt = throttle.admit(work, login, address)
    officer = check_password(works, login, password)  # not while holding the only writer
    if officer is None:
        raise Unauthenticated("wrong_login", "登录名或密码不对。")
    with works.write() as work:
        throttle.take_back(work, attempt)
        _renew_hash(work.session.get_one(Officer, officer.id), password)
        return sessions.begin(work, officer.id)


def check_password(works: Works, login: str, password: str) -> Officer | None:
    """The active officer whom a login and its password belong to."""
    with works.read() as work:
        officer = officers.by_login(work, login)
    right = passwords.is_right(officer.password_hash if officer else None, password)
    return officer if officer is not None and right and officer.active else None


def signed_in(request: Request) -> SignedIn:
    """Who sent a request; notes that the session is in use.

    Raises:
        Unauthenticated: `not_signed_in`, also when the session is over.
    """
    found = signed_in_quietly(request)
    works: Works = request.app.state.works
    token = request.cookies[COOKIE]
    with works.read() as work:
        stale = sessions.wants_noting(work, token)
    if stale:
        with works.write() as work:
            sessions.note_use(work, token)
    return found


def signed_in_quietly(request: Request) -> SignedIn:
    """Who sent a request that a page makes by itself, which must not keep a session alive.

    Raises:
        Unauthenticated: `not_signed_in`, also when the session is over.
    """
    works: Works = request.app.state.works
    with works.read() as work:
        found = sessions.find(work, request.cookies.get(COOKIE, ""))
    if found is None:
        raise Unauthenticated("not_signed_in", "请先登录。")
    return found


def check_csrf(request: Request, token: str) -> SignedIn:
    """Who sent a form, once it is certain that it came from a page of theirs.

    Raises:
        Unauthenticated: Nobody is signed in.
        Forbidden: `csrf`.
    """
    found = signed_in(request)
    if not hmac.compare_digest(found.csrf.encode(), token.encode()):
        raise Forbidden("csrf", "页面已经过期，请刷新后再试。")
    return found


def _renew_hash(officer: Officer, password: str) -> None:
    if passwords.is_outdated(officer.password_hash):
        officer.password_hash = passwords.hash_password(password)
