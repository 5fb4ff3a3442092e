"""Updates of the Bot API become requests of an officer, and answers become messages."""

from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from api.contract.client import TrackerError
from bot.inbox.per_chat import PerChat
from bot.staff.desk import Answer, Desk, trouble
from bot.staff.sending import edit, send
from bot.wording import staff as wording
from bot.wording.staff_case import number_in

Context = CallbackContext[Any, Any, Any, Any]
_OURS = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_QUEUE = filters.Text(["我的待办", "待办"])


class Handlers:
    """One method a kind of message; each chat in order, all chats side by side."""

    def __init__(self, desk: Desk) -> None:
        """Answer from a desk."""
        self._desk = desk
        self._turns = PerChat()

    def all(self) -> list[BaseHandler[Update, Context, None]]:
        """In the order in which they are asked whether an update is theirs."""
        return [
            # Telegram turns a link t.me/bot?start=CODE into "/start CODE".
            CommandHandler("start", self._on_bind, _OURS, has_args=1),
            CommandHandler(["start", "help"], self._on_help, _OURS),
            CommandHandler("bind", self._on_bind, _OURS),
            CommandHandler("queue", self._on_queue, _OURS),
            MessageHandler(_OURS & _QUEUE, self._on_queue),
            MessageHandler(_OURS & filters.REPLY & filters.TEXT, self._on_reply),
            MessageHandler(_OURS & filters.TEXT, self._on_text),
            MessageHandler(_OURS & filters.ATTACHMENT, self._on_file),
            CallbackQueryHandler(self._on_press),
        ]

    async def _on_help(self, update: Update, context: Context) -> None:
        message = _message(update)
        await send(context.bot, str(message.chat.id), wording.help_())

    async def _on_file(self, update: Update, context: Context) -> None:
        message = _message(update)
        await send(context.bot, str(message.chat.id), wording.no_files())

    async def _on_bind(self, update: Update, context: Context) -> None:
        message = _message(update)
        code = "".join(context.args or ())
        await self._answer(message, context, self._desk.bind(str(message.chat.id), code))

    async def _on_queue(self, update: Update, context: Context) -> None:
        message = _message(update)
        await self._answer(message, context, self._desk.queue(str(message.chat.id)))

    async def _on_text(self, update: Update, context: Context) -> None:
        message = _message(update)
        number = number_in((message.text or "").upper())
        if number is None:
            await send(context.bot, str(message.chat.id), wording.not_understood())
            return
        await self._answer(message, context, self._desk.card(str(message.chat.id), number))

    async def _on_reply(self, update: Update, context: Context) -> None:
        message = _message(update)
        earlier = message.reply_to_message
        sender = earlier.from_user if earlier else None
        ours = sender is None or sender.id == context.bot.id
        to = (earlier.text or "") if earlier and ours else ""
        work = self._desk.reply(str(message.chat.id), message.message_id, message.text or "", to)
        await self._answer(message, context, work)

    async def _on_press(self, update: Update, context: Context) -> None:
        query = update.callback_query
        if query is None or query.message is None:
            return
        chat, number = str(query.message.chat.id), query.message.message_id
        async with self._turns.of(query.message.chat.id):
            answer = await _kindly(self._desk.press(chat, number, query.data or ""))
            await _toast(query, answer.toast)
            if answer.instead is not None:
                await edit(context.bot, chat, number, answer.instead)
            await _say(context, chat, answer)

    async def _answer(self, message: Message, context: Context, work: Awaitable[Answer]) -> None:
        async with self._turns.of(message.chat.id):
            await _say(context, str(message.chat.id), await _kindly(work))


async def _kindly(work: Awaitable[Answer]) -> Answer:
    try:
        return await work
    except TrackerError as error:
        return trouble(error)


async def _say(context: Context, chat: str, answer: Answer) -> None:
    for reply in answer.replies:
        last = reply is answer.replies[-1]
        await send(context.bot, chat, reply, answer.field if last else None)


async def _toast(query: CallbackQuery, text: str | None) -> None:
    with suppress(BadRequest):  # a query that is too old can't be answered any more
        await query.answer(text)


def _message(update: Update) -> Message:
    message = update.message
    if message is None:
        raise TypeError("the filters let only messages through")
    return message
