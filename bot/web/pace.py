"""How fast one chat, and one network address, may write; kept in memory, a restart forgives."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from bot.web.refusal import Refused
from bot.wording import web as sentences

_REMEMBERED = 50_000


@dataclass
class _Bucket:
    tokens: float
    at: float


class Pace:
    """Buckets that fill with time: `burst` at once, then `per_minute`."""

    def __init__(self, burst: int, per_minute: float, clock: Callable[[], float]) -> None:
        """Set the rate; `clock` gives seconds that never run backwards."""
        self._burst = float(burst)
        self._rate = per_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, who: str) -> int:
        """Take one turn: 0, or after how many seconds there is one."""
        now = self._clock()
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[who] = bucket
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            return math.ceil((1 - bucket.tokens) / self._rate)
        bucket.tokens -= 1
        return 0


class Manners:
    """The limits of the web chat. Generous: they stop floods, not people."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Measure by a clock."""
        self._chat = Pace(burst=60, per_minute=30, clock=clock)
        self._photos = Pace(burst=60, per_minute=6, clock=clock)
        self._network = Pace(burst=600, per_minute=300, clock=clock)

    def message(self, address: str) -> None:
        """One message of a chat.

        Raises:
            Refused: 429 `too_fast`.
        """
        self._take(self._chat, address, sentences.TOO_FAST)

    def photo(self, address: str) -> None:
        """One photo of a chat.

        Raises:
            Refused: 429 `too_fast`.
        """
        self._take(self._photos, address, sentences.TOO_FAST)

    def network(self, request: Request) -> None:
        """One writing request of a network address; this machine itself is not counted.

        Raises:
            Refused: 429 `too_fast`.
        """
        host = request.client.host if request.client else ""
        if not _is_loopback(host):
            self._take(self._network, host, sentences.TOO_MANY_FROM_HERE)

    @staticmethod
    def _take(pace: Pace, who: str, sentence: str) -> None:
        wait = pace.wait(who)
        if wait:
            raise Refused(429, "too_fast", sentence.format(seconds=wait), wait)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
