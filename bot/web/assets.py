"""The page's own files, served by ourselves under names that change with their content."""

import hashlib
from importlib.resources import files

from fastapi import APIRouter, Response

from bot.web.refusal import ChatRoute, Refused
from bot.wording import web as sentences

_SCRIPT = "text/javascript; charset=utf-8"
MODULES = (
    "attention.js",
    "chat.js",
    "lines.js",
    "live.js",
    "looks.js",
    "photos.js",
    "queue.js",
    "receipts.js",
    "waiting.js",
)
"""What the page runs."""
_TYPES = {
    **dict.fromkeys((*MODULES, "notify.js"), _SCRIPT),
    "base.css": "text/css; charset=utf-8",
    "chat.css": "text/css; charset=utf-8",
    "composer.css": "text/css; charset=utf-8",
    "pages.css": "text/css; charset=utf-8",
    "print.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "manifest.json": "application/manifest+json",
}
_CONTENT = {name: (files("bot.web") / "static" / name).read_bytes() for name in _TYPES}
VERSION = hashlib.sha256(b"".join(_CONTENT.values())).hexdigest()[:12]
"""Of all files together; scripts import each other by relative names."""


def address(name: str) -> str:
    """Where a browser gets a file."""
    return f"/chat/assets/{VERSION}/{name}"


def asset_routes() -> APIRouter:
    """The route of all files."""
    router = APIRouter(prefix="/chat/assets", route_class=ChatRoute, include_in_schema=False)

    @router.get("/{version}/{name}")
    async def _asset(version: str, name: str) -> Response:
        if name not in _CONTENT:
            raise Refused(404, "not_found", sentences.NO_FILE)
        lasting = "public, max-age=31536000, immutable" if version == VERSION else "no-cache"
        headers = {"cache-control": lasting, "x-content-type-options": "nosniff"}
        return Response(_CONTENT[name], media_type=_TYPES[name], headers=headers)

    return router
