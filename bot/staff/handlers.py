"""Updates of the Bot API become requests of an officer, and answers become messages."""

from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from api.contract.client import TrackerError
from bot.staff import files
from bot.staff.answer import Answer
from bot.staff.desk import Desk, trouble
from bot.staff.sending import Sender
from bot.staff.turn import Turn
from bot.wording import staff as wording

Context = CallbackContext[Any, Any, Any, Any]
_OURS = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_ELSEWHERE = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
_QUEUE = filters.Text(["我的待办", "待办"])
_CANCEL = filters.Text(["取消", "取消。"])


class Handlers:
    """One method a kind of message."""

    def __init__(self, desk: Desk, sender: Sender) -> None:
        """Answer from a desk, through a sender."""
        self._desk = desk
        self._sender = sender

    def all(self) -> list[BaseHandler[Update, Context, None]]:
        """In the order in which they are asked whether an update is theirs."""
        return [
            MessageHandler(_ELSEWHERE, self._on_group),
            # Telegram turns a link t.me/bot?start=CODE into "/start CODE".
            CommandHandler("start", self._on_bind, _OURS, has_args=1),
            CommandHandler(["start", "help"], self._on_help, _OURS),
            CommandHandler("bind", self._on_bind, _OURS),
            CommandHandler("unbind", self._on_unbind, _OURS),
            CommandHandler("queue", self._on_queue, _OURS),
            CommandHandler("cancel", self._on_cancel, _OURS),
            MessageHandler(_OURS & _QUEUE, self._on_queue),
            MessageHandler(_OURS & _CANCEL, self._on_cancel),
            MessageHandler(_OURS & (filters.PHOTO | filters.Document.IMAGE), self._on_photo),
            MessageHandler(_OURS & filters.REPLY & filters.TEXT, self._on_reply),
            MessageHandler(_OURS & filters.TEXT, self._on_text),
            MessageHandler(_OURS & filters.ATTACHMENT, self._on_file),
            CallbackQueryHandler(self._on_press),
            ChatMemberHandler(self._on_left, ChatMemberHandler.MY_CHAT_MEMBER),
        ]

    async def _on_group(self, update: Update, _: Context) -> None:
        """In a group a case would be everybody's to read."""
        message = _message(update)
        with suppress(BadRequest, Forbidden):
            await self._sender.answer(str(message.chat.id), wording.private_only())
        with suppress(BadRequest, Forbidden):
            await message.chat.leave()

    async def _on_left(self, update: Update, _: Context) -> None:
        """An officer who stopped the bot is not written to any more."""
        change = update.my_chat_member
        if change is None or change.chat.type != ChatType.PRIVATE:
            return
        if change.new_chat_member.status == change.new_chat_member.BANNED:
            await self._lose(str(change.chat.id))

    async def _on_help(self, update: Update, _: Context) -> None:
        message = _message(update)
        await self._answer(message, self._desk.help(str(message.chat.id)))

    async def _on_file(self, update: Update, _: Context) -> None:
        await self._sender.answer(str(_message(update).chat.id), wording.photos_only())

    async def _on_bind(self, update: Update, context: Context) -> None:
        message = _message(update)
        code = "".join(context.args or ())
        work = self._desk.bind(str(message.chat.id), code, _title(message))
        await self._answer(message, work)

    async def _on_unbind(self, update: Update, _: Context) -> None:
        message = _message(update)
        await self._answer(message, self._desk.unbind(str(message.chat.id)))

    async def _on_queue(self, update: Update, _: Context) -> None:
        message = _message(update)
        await self._answer(message, self._desk.queue(str(message.chat.id)))

    async def _on_cancel(self, update: Update, _: Context) -> None:
        await self._answer(_message(update), self._desk.cancel(_turn(update)))

    async def _on_text(self, update: Update, _: Context) -> None:
        message = _message(update)
        await self._answer(message, self._desk.words(_turn(update), message.text or ""))

    async def _on_reply(self, update: Update, context: Context) -> None:
        message = _message(update)
        to = _replied_to(message, context.bot.id)
        await self._answer(message, self._desk.reply(_turn(update), message.text or "", to))

    async def _on_photo(self, update: Update, context: Context) -> None:
        message = _message(update)
        await self._answer(message, self._keep(update, message, context))

    async def _keep(self, update: Update, message: Message, context: Context) -> Answer:
        ref = files.ref_of(message)
        if ref is None:
            return Answer((wording.photos_only(),))
        try:
            name, data = await files.fetch(context.bot, ref)
        except files.TooLargeError:
            return Answer((wording.too_large(),))
        except TelegramError:  # away, too fast, or the file is gone
            return Answer((wording.photo_lost(),))
        to = _replied_to(message, context.bot.id)
        return await self._desk.photo(_turn(update), name, data, message.caption or "", to)

    async def _on_press(self, update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None or query.message is None:
            return
        if query.message.chat.type != ChatType.PRIVATE:
            await _toast(query, wording.private_toast())
            return
        chat, number = str(query.message.chat.id), query.message.message_id
        turn = Turn(chat, str(update.update_id))
        answer = await _kindly(self._desk.press(turn, number, query.data or ""))
        await _toast(query, answer.toast)
        await self._say(chat, answer, number)

    async def _answer(self, message: Message, work: Awaitable[Answer]) -> None:
        await self._say(str(message.chat.id), await _kindly(work))

    async def _say(self, chat: str, answer: Answer, pressed: int | None = None) -> None:
        try:
            if answer.instead is not None and pressed is not None:
                await self._sender.edit(chat, pressed, answer.instead)
            for reply in answer.replies:
                await self._sender.answer(chat, reply)
        except Forbidden:
            await self._lose(chat)

    async def _lose(self, chat: str) -> None:
        with suppress(TrackerError):  # nobody's chat, or the tracker is away: the courier notices
            await self._desk.lose(chat)


async def _kindly(work: Awaitable[Answer]) -> Answer:
    try:
        return await work
    except TrackerError as error:
        return trouble(error)


async def _toast(query: CallbackQuery, text: str | None) -> None:
    with suppress(TelegramError):  # a nicety: a query that is too old can't be answered any more
        await query.answer(text)


def _replied_to(message: Message, us: int) -> str:
    """Text of the message that was replied to, if it is one of ours."""
    earlier = message.reply_to_message
    sender = earlier.from_user if earlier else None
    ours = sender is None or sender.id == us
    return (earlier.text or "") if earlier and ours else ""


def _title(message: Message) -> str:
    """How the officer recognises the chat: the name in Telegram, and the user name."""
    who = message.from_user
    if who is None:
        return ""
    return f"{who.full_name} @{who.username}" if who.username else who.full_name


def _turn(update: Update) -> Turn:
    return Turn(str(_message(update).chat.id), str(update.update_id))


def _message(update: Update) -> Message:
    message = update.message
    if message is None:
        raise TypeError("the filters let only messages through")
    return message
