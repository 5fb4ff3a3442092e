"""A courier that keeps what it sent, and answers as it is told."""

from collections.abc import Callable

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.message import Reply


class RecordingCourier:
    def __init__(self, platform: Platform = Platform.telegram) -> None:
        self._platform = platform
        self.sent: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.answer: Callable[[str], Outcome] = lambda _address: DELIVERED

    @property
    def platform(self) -> Platform:
        return self._platform

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:
        self.names.append(delivery)
        outcome = self.answer(address)
        if outcome.delivered:
            self.sent.append((address, reply.text))
        return outcome
