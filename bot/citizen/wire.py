"""The connection to the Bot API."""

from http import HTTPStatus

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType


class Wire(AiohttpSession):
    """Knows an outage by its status, whatever page comes with it.

    The servers in front of the Bot API answer with HTML when it is away; the framework tells of
    a fault of its own then, which nobody who waits for Telegram would look out for.
    """

    def check_response(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        status_code: int,
        content: str,
    ) -> Response[TelegramType]:
        """Read an answer.

        Raises:
            TelegramAPIError: Telegram refused, or is away.
        """
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            if status_code < HTTPStatus.BAD_REQUEST:
                raise
            away = f"{status_code} without an answer of the Bot API"
            raise TelegramServerError(method=method, message=away) from None
