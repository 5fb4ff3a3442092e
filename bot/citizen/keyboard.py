"""Buttons under a message, and what comes back when one is pressed."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.message import Button
from bot.wording.telegram_html import rows


class Pressed(CallbackData, prefix="b", sep="|"):
    """A quick reply's payload; with the prefix it stays under Telegram's 64 bytes."""

    payload: str


def keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """The buttons of a reply, or None when there are none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_key(b) for b in row] for row in rows(buttons)])


def label_of(query: CallbackQuery) -> str:
    """What was read on the pressed button; empty when its message is too old to be shown."""
    if not isinstance(query.message, Message) or query.message.reply_markup is None:
        return ""
    keys = (key for row in query.message.reply_markup.inline_keyboard for key in row)
    return next((key.text for key in keys if key.callback_data == query.data), "")


def _key(button: Button) -> InlineKeyboardButton:
    data = Pressed(payload=button.payload).pack()
    return InlineKeyboardButton(text=button.label, callback_data=data)
