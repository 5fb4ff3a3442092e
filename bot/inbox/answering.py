"""One message through the dialogue, with what the tracker has to do for it."""

from collections.abc import Mapping

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.contract.models import ChannelRef, CityInfo
from api.contract.understood import UnderstandRequest
from bot.dialogue import Conversation, resume, step, told_before
from bot.dialogue.requests import FileCases, Request
from bot.inbox.perform import perform
from bot.inbox.photos import Fetch, kept, waits
from bot.inbox.talk import LINES, with_talk
from bot.inbox.transcript import Transcript
from bot.inbox.work import Work
from bot.message import InboundMessage, Reply

_ROUNDS = 5
"""Requests that one message may lead to; more would be a circle."""


class EndlessTurnError(Exception):
    """The dialogue asked for one thing after another without end."""


class Answering:
    """Asks the tracker and the dialogue; stores nothing."""

    def __init__(
        self, tracker: Tracker, fetch: Mapping[Platform, Fetch], transcript: Transcript
    ) -> None:
        """Bind the tracker, the ways to get photos from their channels, and what was said."""
        self._tracker = tracker
        self._fetch = fetch
        self._transcript = transcript
        self._city: CityInfo | None = None

    async def city(self) -> CityInfo:
        """What this tracker's office is; asked once.

        Raises:
            TrackerUnreachableError: It did not answer yet.
        """
        if self._city is None:
            self._city = await self._tracker.city()
        return self._city

    async def with_evidence(self, message: InboundMessage) -> InboundMessage | None:
        """The message with its photos handed to the tracker; None where nothing was to do."""
        fetch = self._fetch.get(message.platform)
        if fetch is None or not waits(message):
            return None
        return await kept(self._tracker, message, fetch)

    async def tell_back(self, message: InboundMessage) -> None:
        """Let the tracker know that a chat it believes dead is alive."""
        channel = ChannelRef(platform=message.platform, address=message.address)
        await self._tracker.reachable(channel)

    async def answer(
        self, work: Work, message: InboundMessage
    ) -> tuple[Conversation, tuple[Reply, ...]]:
        """What to remember and what to say.

        Raises:
            TrackerUnreachableError: To be tried again; requests carry keys, so that nothing
                is done twice.
            EndlessTurnError: The dialogue does not come to an end.
        """
        city = await self.city()
        before = remembered(work.state)
        district = before.draft.facts.district if before.draft else None
        request = UnderstandRequest(
            text=message.text,
            at=message.at,
            near=before.near,
            district=district,
            location=message.location,
            told=told_before(before.draft),
        )
        understood = await self._tracker.understand(request)
        turn = step(before, message, understood, city)
        replies = turn.replies
        for _ in range(_ROUNDS):
            if turn.request is None:
                return turn.conversation, replies
            whole = await self._whole(turn.request, work, message, replies)
            result = await perform(self._tracker, whole)
            turn = resume(turn.conversation, turn.request, result, city)
            replies += turn.replies
        raise EndlessTurnError

    async def _whole(
        self, wanted: Request, work: Work, message: InboundMessage, replies: tuple[Reply, ...]
    ) -> Request:
        """A filing takes the conversation along."""
        if not isinstance(wanted, FileCases):
            return wanted
        lines = await self._transcript.run(self._transcript.latest, work.conversation, LINES)
        body = with_talk(wanted.body, lines, replies, message.at)
        return wanted.model_copy(update={"body": body})


def remembered(state: str | None) -> Conversation:
    """A conversation as it was left, or a new one."""
    return Conversation() if state is None else Conversation.model_validate_json(state)
