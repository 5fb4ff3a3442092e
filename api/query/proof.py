"""What everybody may check: a receipt, the keys that signed, the anchors of each day."""

from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.contract.proof import CheckedReceipt
from api.kit.errors import NotFound
from api.kit.now import LEGAL_ZONE
from api.kit.work import Works
from api.proof import anchors
from api.proof.receipts import check
from api.proof.signing import ensure_key, keys, to_text
from knowledge.cities.city import City

_PUBLISHED = 400
_STATIC = {
    "receipt.css": "text/css; charset=utf-8",
    "receipt.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def proof_routes(works: Works, city: City) -> APIRouter:
    """The page at /receipt, and what is published below /.well-known/jiesu."""
    router = APIRouter(include_in_schema=False)
    page = Environment(
        loader=PackageLoader("api.query"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("receipt.html")

    def _page(checked: CheckedReceipt | None, pasted: str, status: int = 200) -> Response:
        at = checked.filed_at.astimezone(LEGAL_ZONE) if checked and checked.filed_at else None
        about = {"title": city.about.title, "checked": checked, "pasted": pasted, "at": at}
        return HTMLResponse(page.render(about), status)

    @router.get("/receipt")
    def _ask() -> Response:
        return _page(None, "")

    @router.post("/receipt")
    def _check(
        receipt: Annotated[str, Form(max_length=6000)] = "",
        code: Annotated[str, Form(max_length=60)] = "",
    ) -> Response:
        with works.read() as work:
            return _page(check(work, receipt, code), receipt)

    @router.get("/receipt/static/{name}")
    def _static(name: str) -> Response:
        if name not in _STATIC:
            raise NotFound("unknown_page", "没有这个文件。")
        body = files("api.query").joinpath("static", name).read_bytes()
        return Response(body, media_type=_STATIC[name], headers={"cache-control": "no-cache"})

    @router.get("/.well-known/jiesu/keys.json")
    def _keys() -> dict[str, Any]:
        ensure_key(works)
        with works.read() as work:
            return {
                "keys": [
                    {
                        "kid": row.kid,
                        "kty": "OKP",
                        "crv": "Ed25519",
                        "x": to_text(row.public),
                        "from": row.made_at.isoformat(),
                        "until": row.retired_at and row.retired_at.isoformat(),
                    }
                    for row in keys(work)
                ]
            }

    @router.get("/.well-known/jiesu/anchors.json")
    def _anchors() -> dict[str, Any]:
        with works.read() as work:
            return {
                "anchors": [
                    {
                        "no": row.no,
                        "day": row.day.isoformat(),
                        "before": row.before,
                        "hash": row.hash,
                        "kid": row.kid,
                        "signature": row.signature,
                    }
                    for row in anchors.published(work, _PUBLISHED)
                ]
            }

    return router
