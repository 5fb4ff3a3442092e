"""Sends replies to an officer's chat: parts that fit, HTML, buttons, and forms to answer."""

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.message import Button, Reply
from bot.wording.telegram_html import parts, rows

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_FIELD = 64
"""Longest text that Telegram shows in an empty field."""


async def send(bot: Bot, chat: str, reply: Reply, field: str | None = None) -> None:
    """Send one reply.

    Args:
        bot: Of the officers.
        chat: Telegram's id of the chat.
        reply: With its buttons under the last part.
        field: Makes the officer's app answer this very message; stands in the empty field.

    Raises:
        TelegramError: It did not arrive; nothing of it did, unless it has several parts.
    """
    texts = parts(reply.text)
    form = ForceReply(input_field_placeholder=field[:_FIELD]) if field else None
    for index, text in enumerate(texts):
        last = index == len(texts) - 1
        await bot.send_message(
            chat,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=(form or _keyboard(reply.buttons)) if last else None,
        )


async def edit(bot: Bot, chat: str, message: int, reply: Reply) -> None:
    """Put a reply in the place of an earlier message; the same words again change nothing."""
    try:
        await bot.edit_message_text(
            parts(reply.text)[0],
            chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(reply.buttons),
        )
    except BadRequest as refusal:
        if "not modified" not in refusal.message:
            # The message is gone or too old to change: say it anew.
            await send(bot, chat, reply)


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in rows(buttons)])


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.payload)
