"""Security headers on every response, as plain ASGI so that streams flow through untouched."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
# Swagger's page carries its own inline script and styles; no citizen's word ever stands on it.
DOCS_CSP = CSP.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "geolocation=(self), camera=(self), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
_PRIVATE = {"cache-control": "no-store", "x-robots-tag": "noindex"}
_ONE_YEAR = "max-age=31536000"


class SecurityHeaders:
    """Adds what a response does not set itself."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        """Wrap an application; `secure` says that citizens reach it over TLS."""
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope["path"], MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, with_headers)

    def _add(self, path: str, headers: MutableHeaders) -> None:
        headers.setdefault("content-security-policy", DOCS_CSP if path == "/docs" else CSP)
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        if "/static/" not in path:
            for name, value in _PRIVATE.items():
                headers.setdefault(name, value)
        if self._secure:
            headers.setdefault("strict-transport-security", _ONE_YEAR)
