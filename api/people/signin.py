"""Signing in at the desk, and who is signed in.

A session opens the desk only when nothing is missing: the one-time code where there is one,
another password where somebody else knows it, an authenticator where one is wanted.
"""

import hmac
from collections.abc import Collection
from enum import StrEnum

from fastapi import Request

from api.kit.errors import Forbidden, Refusal, Unauthenticated
from api.kit.work import Work, Works
from api.people import journal, officers, passwords, second, sessions, throttle
from api.people.journal import Deed
from api.people.sessions import SignedIn
from api.people.tables import Officer

COOKIE = "jiesu_desk"
"""Holds the session token; sent to the desk alone."""
COOKIE_PATH = "/desk"


class Missing(StrEnum):
    """What a session still lacks, in the order in which it is asked for."""

    code = "code_needed"
    password = "password_change_needed"  # noqa: S105 - the code of a refusal
    authenticator = "authenticator_needed"


_ASKS = {
    Missing.code: "请输入动态验证码。",
    Missing.password: "请先设置新的密码。",
    Missing.authenticator: "请先设置动态验证码。",
}


class UnfinishedError(Unauthenticated):
    """Somebody is known, but not yet let in."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing, _ASKS[missing])
        self.missing = missing


def sign_in(works: Works, login: str, password: str, address: str, *, old: str = "") -> str:
    """Begin a session; gives the token for the cookie.

    An unknown login, a wrong password and a closed account get one answer, after one time.

    Args:
        works: Opens units of work.
        login: As typed.
        password: As typed.
        address: Where the request came from.
        old: The token the browser held before; its session ends.

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
        sessions.end(work, old)
        return sessions.begin(work, officer.id, passed=not officer.totp_confirmed)


def show_code(works: Works, token: str, code: str, address: str) -> str:
    """Finish a session with a one-time or recovery code; gives the token that replaces its own.

    Raises:
        Unauthenticated: `not_signed_in`, or `wrong_code`.
        TooMany: Too many wrong codes.
    """
    with works.read() as work:
        half = sessions.find(work, token)
    if half is None or half.passed:
        raise Unauthenticated("not_signed_in", "请先登录。")
    officer = half.officer
    with works.write() as work:
        attempt = throttle.admit(work, officer.login, address, purpose="second")
    with works.write() as work:
        left = second.codes_left(work, officer.id)
        if not second.passes(work, officer.id, code):
            raise Unauthenticated("wrong_code", "验证码不对，或者已经用过。请等下一个验证码再试。")
        throttle.take_back(work, attempt)
        if second.codes_left(work, officer.id) < left:
            journal.note(work, officer.id, officer.id, Deed.code_spent)
        sessions.end(work, token)
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
        UnfinishedError: Something is missing yet.
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
        UnfinishedError: Something is missing yet.
    """
    found = known(request)
    missing = missing_of(found, request.app.state.second_factor)
    if missing is not None:
        raise UnfinishedError(missing)
    return found


def known(request: Request) -> SignedIn:
    """Who sent a request, whatever is missing still.

    Raises:
        Unauthenticated: `not_signed_in`, also when the session is over.
    """
    works: Works = request.app.state.works
    with works.read() as work:
        found = sessions.find(work, request.cookies.get(COOKIE, ""))
    if found is None:
        raise Unauthenticated("not_signed_in", "请先登录。")
    return found


def missing_of(found: SignedIn, roles: Collection[str]) -> Missing | None:
    """What a session lacks first."""
    if not found.passed:
        return Missing.code
    if found.officer.must_change:
        return Missing.password
    if second.wanted(found.officer, roles) and not found.officer.totp_confirmed:
        return Missing.authenticator
    return None


def check_csrf(request: Request, token: str) -> SignedIn:
    """Who sent a form, once it is certain that it came from a page of theirs.

    Raises:
        Unauthenticated: Nobody is signed in.
        Forbidden: `csrf`.
    """
    return _checked(signed_in(request), token)


def lacking(request: Request, missing: Missing) -> SignedIn:
    """Somebody of whom exactly this is missing; an authenticator may also be set up by choice.

    Raises:
        Unauthenticated: Nobody is signed in, or this is not missing.
    """
    found = known(request)
    lacks = missing_of(found, request.app.state.second_factor)
    chosen = missing is Missing.authenticator and lacks is None
    if lacks is not missing and not (chosen and not found.officer.totp_confirmed):
        raise Unauthenticated("not_signed_in", "请先登录。")
    return found


def check_csrf_of(request: Request, token: str, missing: Missing) -> SignedIn:
    """The same for a form.

    Raises:
        Unauthenticated: Nobody is signed in, or this is not missing.
        Forbidden: `csrf`.
    """
    return _checked(lacking(request, missing), token)


def leave(works: Works, request: Request, token: str) -> None:
    """Sign out, whatever is missing.

    Raises:
        Unauthenticated: Nobody is signed in.
        Forbidden: `csrf`.
    """
    _checked(known(request), token)
    with works.write() as work:
        sessions.end(work, request.cookies[COOKIE])


def choose_password(work: Work, found: SignedIn, new: str, again: str) -> None:
    """Replace a password that somebody else knows.

    Raises:
        Refusal: `differs`, `weak_password`, or `same_password`.
    """
    if new != again:
        raise Refusal("differs", "两次输入的新密码不一样。")
    if passwords.is_right(found.officer.password_hash, new):
        raise Refusal("same_password", "新密码不能和现在的一样。")
    officers.change_password(work, found.officer.id, new)


def _checked(found: SignedIn, token: str) -> SignedIn:
    if not hmac.compare_digest(found.csrf.encode(), token.encode()):
        raise Forbidden("csrf", "页面已经过期，请刷新后再试。")
    return found


def _renew_hash(officer: Officer, password: str) -> None:
    if passwords.is_outdated(officer.password_hash):
        officer.password_hash = passwords.hash_password(password)
