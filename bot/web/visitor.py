"""Who writes: a chat is known by a random secret, in a cookie or a bearer header."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response

from bot.web.refusal import Refused
from bot.wording import web as sentences

COOKIE = "jiesu_chat"
_KEPT_SECONDS = 180 * 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One chat in the web."""

    address: str
    """Names the chat on the platform `web`; the secret can't be read from it."""
    new_token: str | None = None
    """A secret that was made just now and has to be set as a cookie."""


def new_token() -> str:
    """256 random bits, for URLs."""
    return secrets.token_urlsafe(32)


class Visitors:
    """Recognises chats by the secrets they show."""

    def __init__(self, public_url: str) -> None:
        """Serve under a public address; https:// marks cookies as secure."""
        self.secure = public_url.startswith("https://")
        """Whether cookies are marked as secure."""
        self._host = urlsplit(public_url).netloc
        """Under which citizens know us, when a proxy does not pass it on; or empty."""

    def of(self, request: Request) -> Visitor:
        """Whose request it is; one without a secret gets a new chat.

        Raises:
            Refused: 401 `unknown_chat`, a bearer that is none of our secrets.
        """
        bearer = request.headers.get("authorization")
        token = request.cookies.get(COOKIE, "") if bearer is None else _bearer(bearer)
        if _TOKEN.fullmatch(token):
            return Visitor(_address(token))
        if bearer is not None:
            raise Refused(401, "unknown_chat", sentences.UNKNOWN_CHAT)
        return self.fresh()

    def fresh(self) -> Visitor:
        """A chat that nobody has written in."""
        token = new_token()
        return Visitor(_address(token), token)

    def writing(self, request: Request) -> Visitor:
        """The same for a request that changes something.

        Raises:
            Refused: 403 `foreign`, when another site's page sent it with our cookie;
                401 `unknown_chat`.
        """
        if "authorization" not in request.headers and not self._own_page(request):
            raise Refused(403, "foreign", sentences.FOREIGN)
        return self.of(request)

    def remember(self, response: Response, request: Request, visitor: Visitor) -> None:
        """Set the cookie, or lengthen its life."""
        token = visitor.new_token or request.cookies.get(COOKIE)
        if token is None or "authorization" in request.headers:
            return
        response.set_cookie(
            COOKIE,
            token,
            max_age=_KEPT_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )

    def forget(self, response: Response) -> None:
        """Take the cookie away; nobody on this device finds the chat again."""
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=self.secure)

    def _own_page(self, request: Request) -> bool:
        """Browsers say where a request comes from; programs without cookies of ours need not."""
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = request.headers.get("origin")
        if origin is None:
            return True
        host = urlsplit(origin).netloc
        return host != "" and host in (request.headers.get("host"), self._host)


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _address(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
