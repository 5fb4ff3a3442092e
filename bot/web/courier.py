"""Couriers of the platforms whose people fetch: delivering is writing into the transcript."""

from anyio.to_thread import run_sync

from api.contract.codes import Platform
from bot.delivery.courier import DELIVERED, Outcome
from bot.inbox.receive import Receiver
from bot.message import Reply


class WebCourier:
    """Reaches chats of the page, and of the terminal.

    Nothing leaves the process: delivery notes every notice in the transcript, once, and that
    wakes the open pages; a person who is away finds it there. So sending only has to say
    whether there is such a chat.
    """

    def __init__(self, receiver: Receiver, platform: Platform = Platform.web) -> None:
        """Bind the inbox and one platform that fetches."""
        self._transcript = receiver.transcript
        self._platform = platform

    @property
    def platform(self) -> Platform:
        """Whose chats it reaches."""
        return self._platform

    async def send(self, address: str, reply: Reply, delivery: str) -> Outcome:  # noqa: ARG002 - a courier's form
        """Delivered, unless nobody ever wrote from this address, or its person has left it."""
        known = await run_sync(self._transcript.find, self._platform, address)
        if known is None:
            return Outcome(dead=True, reason="unknown chat")
        left = await run_sync(self._transcript.unreachable, known)
        return Outcome(dead=True, reason=left) if left else DELIVERED
