"""Updates of the Bot API become messages of the inbox."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, Update

from api.contract.codes import Platform
from bot.citizen.albums import Albums
from bot.citizen.content import Content, content_of
from bot.citizen.keyboard import Pressed, label_of
from bot.inbox.per_chat import PerChat
from bot.message import InboundMessage, Photo

Receive = Callable[[InboundMessage], Awaitable[None]]
"""Stores a message and sees to its answer."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who sent something, when, and Telegram's number of it."""

    chat: int
    update: int
    at: datetime


class Handlers:
    """Builds one `InboundMessage` a message and passes them on, each chat in order."""

    def __init__(self, receive: Receive, now: Callable[[], datetime], quiet: float) -> None:
        """Bind what takes the messages, the clock, and how long an album may pause."""
        self._receive = receive
        self._now = now
        self._turns = PerChat()
        self._albums = Albums(self._turns, quiet)

    def router(self) -> Router:
        """Only chats with one person: in a group a complaint would be everybody's to read."""
        router = Router(name="citizen")
        router.message.register(self._on_message, F.chat.type == "private")
        router.callback_query.register(self._on_press, Pressed.filter())
        router.callback_query.register(_stop_waiting)
        return router

    async def _on_message(self, message: Message, event_update: Update) -> None:
        content = content_of(message)
        if content is None:
            return
        sent = _Sent(message.chat.id, event_update.update_id, message.date)

        async def pass_on(contents: list[Content]) -> None:
            await self._receive(_joined(sent, contents))

        if message.media_group_id is not None:
            await self._albums.join(sent.chat, message.media_group_id, content, pass_on)
            return
        async with self._turns.of(sent.chat):
            await pass_on([content])

    async def _on_press(
        self, query: CallbackQuery, callback_data: Pressed, event_update: Update
    ) -> None:
        label = label_of(query)
        async with self._turns.of(query.from_user.id):
            await _stop_waiting(query)
            await self._receive(
                InboundMessage(
                    platform=Platform.telegram,
                    # In a private chat the chat has its person's id; the message of the
                    # button may be too old to be told.
                    address=str(query.from_user.id),
                    external_id=str(event_update.update_id),
                    at=self._now(),
                    text=label,
                    button=callback_data.payload,
                )
            )


def _joined(sent: _Sent, contents: list[Content]) -> InboundMessage:
    """One message of one picture or of an album, whose caption stands at one of them."""
    first = contents[0]
    return InboundMessage(
        platform=Platform.telegram,
        address=str(sent.chat),
        external_id=str(sent.update),
        at=sent.at,
        text="\n".join(content.text for content in contents if content.text),
        photos=tuple(Photo(ref=content.file) for content in contents if content.file),
        location=first.location,
        phone=first.phone,
    )


async def _stop_waiting(query: CallbackQuery) -> None:
    """Take the little clock from a button; one that is too old can't be answered any more."""
    try:
        await query.answer()
    except TelegramAPIError:
        return
