"""All routes of the web chat."""

import time
from collections.abc import Callable

from fastapi import APIRouter

from api.contract.client import Tracker
from bot.inbox.receive import Receiver
from bot.inbox.turns import Now
from bot.web.api import api_routes
from bot.web.appearance import appearance_routes
from bot.web.assets import asset_routes
from bot.web.chat import Chat, ReadPhoto
from bot.web.events import event_routes
from bot.web.forgetting import forgetting_routes
from bot.web.pace import Manners
from bot.web.page import page_routes
from bot.web.resuming import Resuming, resuming_routes
from bot.web.templating import Templates
from bot.web.visitor import Visitors


def web_routes(
    receiver: Receiver,
    tracker: Tracker,
    read_photo: ReadPhoto,
    now: Now,
    public_url: str,
    *,
    seconds: Callable[[], float] = time.monotonic,
) -> APIRouter:
    """The chat page at / with what goes with it, and the chat API under /chat.

    Args:
        receiver: Takes the messages; the same object that the couriers note notices with, so
            that open pages are woken at once.
        tracker: Keeps photos as evidence.
        read_photo: Media type and bytes of a piece of evidence; raises `LookupError`.
        now: The present moment, aware.
        public_url: Address citizens use, or empty; https:// marks the cookie as secure.
        seconds: What the pace of writing is measured by; it never runs backwards.
    """
    manners = Manners(seconds)
    visitors = Visitors(public_url)
    templates = Templates(receiver)
    chat = Chat(receiver, tracker, manners, read_photo, now)
    resuming = Resuming(receiver, tracker)
    router = APIRouter()
    router.include_router(page_routes(chat, visitors, manners, templates, now))
    router.include_router(api_routes(chat, visitors, manners))
    router.include_router(event_routes(chat, visitors))
    router.include_router(resuming_routes(resuming, visitors, manners, templates))
    router.include_router(forgetting_routes(chat, visitors, templates))
    router.include_router(appearance_routes(visitors))
    router.include_router(asset_routes())
    return router
