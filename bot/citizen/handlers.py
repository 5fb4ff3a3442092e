"""Updates of the Bot API become messages of the inbox."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from api.contract.codes import Platform
from bot.citizen.content import content_of, is_of_person, words_of
from bot.citizen.keyboard import Pressed, label_of
from bot.citizen.sending import show_writing
from bot.inbox.per_chat import PerChat
from bot.inbox.readable import UnacceptableError
from bot.message import InboundMessage, Photo, Reply
from bot.wording import telegram as sentences

_THERE = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR})


class Inbox(Protocol):
    """Where messages go; `bot.delivery.replies.Replies` is one."""

    async def take(self, message: InboundMessage) -> asyncio.Task[None]:
        """Store a message; the task ends with its answer. May raise `UnacceptableError`."""

    async def take_answered(self, message: InboundMessage, reply: Reply) -> None:
        """Store a message whose answer needs no dialogue, and send that."""

    async def left(self, platform: Platform, address: str) -> None:
        """The person stopped the bot: nothing reaches this chat."""


class Handlers:
    """Passes messages on, each chat in order; each is stored when its handler returns."""

    def __init__(self, bot: Bot, inbox: Callable[[], Inbox], now: Callable[[], datetime]) -> None:
        """Bind what shows that we write, what takes the messages, and the clock."""
        self._bot = bot
        self._inbox = inbox
        self._now = now
        self._turns = PerChat()
        self._writing: set[asyncio.Task[None]] = set()

    def router(self) -> Router:
        """Only chats with one person: in a group a complaint would be everybody's to read."""
        router = Router(name="citizen")
        router.message.register(self._on_message, F.chat.type == "private")
        router.message.register(self._on_group)
        router.edited_message.register(self._on_edit, F.chat.type == "private")
        router.callback_query.register(self._on_press, Pressed.filter())
        router.callback_query.register(_on_old_button)
        router.my_chat_member.register(self._on_leave, F.chat.type == "private")
        router.my_chat_member.register(self._on_invited)
        return router

    async def _on_message(self, message: Message, event_update: Update) -> None:
        content = content_of(message)
        sent = _message(message.chat, event_update.update_id, message.date)
        if content is None:
            if is_of_person(message):
                await self._inbox().take_answered(sent, sentences.not_readable())
            return
        whole = sent.model_copy(
            update={
                "text": content.text,
                "photos": (Photo(ref=content.file),) if content.file else (),
                "location": content.location,
                "phone": content.phone,
                "album": message.media_group_id,
            }
        )
        async with self._turns.of(message.chat.id):
            await self._take(whole)

    async def _on_edit(self, message: Message, event_update: Update) -> None:
        """A place that moves on is no change of words."""
        words = words_of(message)
        if words is None:
            return
        sent = _message(message.chat, event_update.update_id, self._now())
        changed = sent.model_copy(update={"text": f"{sentences.CHANGED}{words}"})
        async with self._turns.of(message.chat.id):
            await self._inbox().take_answered(changed, sentences.changed())

    async def _on_press(
        self, query: CallbackQuery, callback_data: Pressed, event_update: Update
    ) -> None:
        pressed = InboundMessage(
            platform=Platform.telegram,
            # In a private chat the chat has its person's id; the message of the button may be
            # too old to be told.
            address=str(query.from_user.id),
            external_id=str(event_update.update_id),
            at=self._now(),
            text=label_of(query),
            button=callback_data.payload,
        )
        try:
            async with self._turns.of(query.from_user.id):
                await self._take(pressed)
        finally:
            await _stop_waiting(query)

    async def _on_group(self, message: Message) -> None:
        await self._only_private(message.chat)

    async def _on_invited(self, change: ChatMemberUpdated) -> None:
        if change.new_chat_member.status in _THERE:
            await self._only_private(change.chat)

    async def _on_leave(self, change: ChatMemberUpdated) -> None:
        if change.new_chat_member.status == ChatMemberStatus.KICKED:
            await self._inbox().left(Platform.telegram, str(change.chat.id))

    async def _only_private(self, chat: Chat) -> None:
        """Once a day; what was said there is neither kept nor read."""
        now = self._now()
        once = _message(chat, 0, now).model_copy(update={"external_id": f"group:{now:%Y-%m-%d}"})
        await self._inbox().take_answered(once, sentences.only_private())

    async def _take(self, message: InboundMessage) -> None:
        try:
            answer = await self._inbox().take(message)
        except UnacceptableError as refusal:
            await self._inbox().take_answered(message, Reply(text=refusal.detail))
            return
        writing = asyncio.create_task(show_writing(self._bot, message.address))
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)
        answer.add_done_callback(lambda _: writing.cancel())


def _message(chat: Chat, update: int, at: datetime) -> InboundMessage:
    return InboundMessage(
        platform=Platform.telegram, address=str(chat.id), external_id=str(update), at=at
    )


async def _on_old_button(query: CallbackQuery) -> None:
    await _stop_waiting(query, sentences.OLD_BUTTON)


async def _stop_waiting(query: CallbackQuery, words: str | None = None) -> None:
    """Take the little clock from a button; one that is too old can't be answered any more."""
    try:
        await query.answer(words)
    except TelegramAPIError:
        return
