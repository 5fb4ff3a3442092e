"""Reaches WeChat chats by customer-service messages, and says what became of each."""

import logging
import re
from collections.abc import Callable
from datetime import datetime

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply
from bot.wechat.account import Account
from bot.wechat.api import WechatApi, WechatError
from bot.wording import wechat as sentences

log = logging.getLogger(__name__)

UNFOLLOWED = "unfollowed the account"
CLOSED = "silent for too long"
CALLED_BACK = "called back by template"
_NUMBER = re.compile(r"(?<![A-Z0-9-])[A-Z]{1,6}-\d{8}-\d{3,6}(?!\d)")
_BUSY = -1
_NOT_SUBSCRIBED = 43004
_NO_SUCH_PERSON = 40003
_SHUT = frozenset({45015, 45047})
"""48 hours without a message, and as many of ours as one message allows."""
_NOT_ALLOWED = frozenset({48001, 48004, 50002})
_A_MINUTE = 45011
_A_DAY = 45009
_WAIT = {_BUSY: 5, _A_MINUTE: 60, _A_DAY: 120}
"""Seconds; short, because a reply that waits here can't go with the next callback."""
_WHY = {
    _BUSY: "busy",
    _A_MINUTE: "flood limit",
    _A_DAY: "flood limit",
}


class WechatCourier:
    """WeChat can't be asked whether it has a message: after a crash one may come twice."""

    def __init__(self, api: WechatApi, account: Account, now: Callable[[], datetime]) -> None:
        """Send through one account."""
        self._api = api
        self._account = account
        self._now = now

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return Platform.wechat

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Send one message, in parts if it is long."""
        try:
            for part in sentences.parts(sentences.text_of(reply)):
                await self._api.call("/cgi-bin/message/custom/send", _text(address, part))
        except WechatError as refusal:
            if refusal.code in _SHUT:
                return await self._call_back(address, reply)
            return _outcome(refusal.code)
        except OSError:
            return Outcome(reason="no answer")
        return DELIVERED

    async def _call_back(self, address: str, reply: Reply) -> Outcome:
        """A template may reach whom we may not write to; only news of a case is worth one."""
        number = _NUMBER.search(reply.text)
        if self._account.template_id is None or number is None:
            return Outcome(shut=True, reason=CLOSED)
        try:
            await self._api.call("/cgi-bin/message/template/send", self._news(address, number[0]))
        except WechatError as refusal:
            if refusal.code == _NOT_SUBSCRIBED:
                return _outcome(refusal.code)
            log.warning("a template message was refused: errcode %s", refusal.code)
            return Outcome(shut=True, reason=CLOSED)
        except OSError:
            return Outcome(reason="no answer")
        return Outcome(delivered=True, shut=True, reason=CALLED_BACK)

    def _news(self, address: str, number: str) -> dict[str, object]:
        """A case number and no more: a template shows on a locked phone."""
        about, what, time = self._account.template_fields
        data = {about: number, what: sentences.NEWS, time: sentences.time_of(self._now())}
        return {
            "touser": address,
            "template_id": self._account.template_id,
            "data": {name: {"value": value} for name, value in data.items()},
        }


def _text(address: str, content: str) -> dict[str, object]:
    return {"touser": address, "msgtype": "text", "text": {"content": content}}


def _outcome(code: int) -> Outcome:
    if code == _NOT_SUBSCRIBED:
        return Outcome(dead=True, reason=UNFOLLOWED)
    if code == _NO_SUCH_PERSON:
        return Outcome(dead=True, reason="unknown chat")
    if code in _NOT_ALLOWED:
        return Outcome(shut=True, reason="not allowed to write")
    if code in _WAIT:
        return Outcome(retry_after=_WAIT[code], reason=_WHY[code])
    return Outcome(reason=f"errcode {code}")
