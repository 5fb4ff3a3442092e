"""Renders the pages of the web chat; what people wrote is escaped everywhere."""

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader

from api.contract.client import TrackerError
from api.contract.models import CityInfo
from bot.inbox.receive import Receiver
from bot.web.appearance import Appearance
from bot.web.assets import MODULES, address

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "permissions-policy": "geolocation=(self), camera=(self), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


class Templates:
    """The templates, with what all pages show."""

    def __init__(self, receiver: Receiver) -> None:
        """Load them; the receiver knows the office."""
        self._receiver = receiver
        environment = Environment(loader=PackageLoader("bot.web"), autoescape=True)
        environment.globals["asset"] = address
        environment.globals["modules"] = MODULES
        self._environment = environment

    async def city(self) -> CityInfo | None:
        """The office, or None while the tracker is away."""
        try:
            return await self._receiver.city()
        except TrackerError:
            return None

    async def page(
        self, request: Request, name: str, status: int = 200, **shown: object
    ) -> HTMLResponse:
        """One page."""
        template = self._environment.get_template(name)
        look = Appearance.of(request)
        html = template.render(look=look, city=await self.city(), **shown)
        return HTMLResponse(html, status, HEADERS)
