"""Builds the tracker's application from the rooms' routes."""

from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from starlette.types import Receive, Scope, Send

from api.console.routes import console_routes
from api.console.trader import Lookup
from api.contract.models import CityInfo
from api.contract.understood import UnderstandRequest, Understood
from api.desk.deeds import deed_json, deed_routes
from api.desk.mend_routes import mend_json, mend_routes
from api.desk.routes import desk_routes
from api.intake.filing import Filer
from api.intake.routes import intake_routes
from api.intake.volunteering import volunteer_routes
from api.kit.headers import SecurityHeaders
from api.kit.problems import install, problem
from api.kit.settings import Settings, SettingsError
from api.kit.too_large import KindlyTooLarge
from api.kit.work import Works
from api.outbox.routes import outbox_routes
from api.people.second import ALWAYS
from api.query.proof import proof_routes
from api.query.routes import query_routes
from knowledge.cities.schema import Role

_BODY = 1024 * 1024
"""Bytes of a request that no route asks to be longer."""


class _Application(FastAPI):
    """FastAPI, with our words and headers also on what its own outermost layer answers."""

    def __init__(self, *, secure: bool, **more: Any) -> None:
        super().__init__(**more)
        self._dressed = SecurityHeaders(KindlyTooLarge(super().__call__), secure=secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._dressed(scope, receive, send)


def create_app(
    settings: Settings,
    works: Works,
    filer: Filer,
    understand: Callable[[UnderstandRequest], Understood],
    city: CityInfo,
    registered: Lookup = lambda *_: None,
) -> FastAPI:
    """The tracker's application; the front ends' routes are added by the composition root."""
    app = _Application(
        secure=settings.public_url.startswith("https://"),
        title="Jiesu 接诉",
        version=version("jiesu"),
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        max_body_size=_BODY,
    )
    app.state.works, app.state.keys, app.state.settings = works, works.keys, settings
    app.state.second_factor = _second_factor(settings)
    install(app)
    app.include_router(intake_routes(works, filer, understand, city, settings.public_url))
    app.include_router(volunteer_routes(works, filer.city))
    app.include_router(query_routes(works, filer.city))
    app.include_router(proof_routes(works, filer.city))
    app.include_router(outbox_routes(works))
    app.include_router(desk_routes(works, filer.city))
    app.include_router(deed_routes(works, filer.city))
    app.include_router(deed_json(works, filer.city))
    app.include_router(mend_routes(works, filer.city))
    app.include_router(mend_json(works, filer.city))
    app.include_router(console_routes(works, settings, filer.city, registered))
    _add_docs(app)
    _add_health(app, works)
    return app


def _second_factor(settings: Settings) -> frozenset[str]:
    """The roles that must sign in with a one-time code."""
    if settings.second_factor_roles is not None:
        named = frozenset(filter(None, map(str.strip, settings.second_factor_roles.split(","))))
        if unknown := named - set(Role):
            raise SettingsError(f"JIESU_SECOND_FACTOR_ROLES names no role of ours: {min(unknown)}")
        return named
    return frozenset() if settings.demo else ALWAYS


def _add_docs(app: FastAPI) -> None:
    ui = files("swagger_ui_bundle").joinpath("vendor")
    app.mount("/docs/static", StaticFiles(directory=str(ui)), name="docs")

    @app.get("/docs", include_in_schema=False)
    def _docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="Jiesu API",
            swagger_js_url="/docs/static/swagger-ui-bundle.js",
            swagger_css_url="/docs/static/swagger-ui.css",
            swagger_favicon_url="/docs/static/favicon-32x32.png",
        )


def _add_health(app: FastAPI, works: Works) -> None:
    @app.get("/healthz", include_in_schema=False)
    def _alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @app.get("/readyz", include_in_schema=False)
    def _ready() -> Response:
        try:
            with works.read() as work:
                work.session.connection().execute(text("SELECT version_num FROM alembic_version"))
        except Exception:  # noqa: BLE001 - any reason means not ready
            return problem(503, "not_ready", "数据库暂时不可用。")
        return PlainTextResponse("ready")

    @app.get("/metrics", include_in_schema=False)
    def _metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
