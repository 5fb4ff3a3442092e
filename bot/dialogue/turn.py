"""What one message brings about, and what is known while it is being answered."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from api.contract.models import ChannelRef, CityInfo
from api.contract.understood import Understood
from bot.dialogue.conversation import Conversation
from bot.dialogue.requests import Request
from bot.dialogue.script import plain
from bot.message import InboundMessage, Reply


@dataclass(frozen=True, slots=True)
class Turn:
    """The conversation afterwards, what to say, and what the tracker is to do."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    request: Request | None = None

    def first(self, *replies: Reply) -> "Turn":
        """The same, with something said before."""
        return replace(self, replies=(*replies, *self.replies))


@dataclass(frozen=True)
class Heard:
    """A message, what it means, and the office it was sent to."""

    message: InboundMessage
    understood: Understood
    city: CityInfo

    @cached_property
    def text(self) -> str:
        """The words without the blanks around them, everyday ones as they are meant."""
        found = (one for one in self.understood.findings if one.kind == "misspelt")
        misspelt = tuple((one.text, one.value) for one in found if len(one.text) == len(one.value))
        return plain(self.message.text.strip(), misspelt)

    @property
    def channel(self) -> ChannelRef:
        """Where its writer can be answered."""
        return ChannelRef(platform=self.message.platform, address=self.message.address)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The tracker's ids of the photos it kept."""
        return tuple(p.evidence for p in self.message.photos if p.evidence is not None)

    @property
    def recordings(self) -> tuple[str, ...]:
        """What those of them are that are no pictures: audio/ogg, application/pdf."""
        kept = (p.media for p in self.message.photos if p.evidence is not None)
        return tuple(media for media in kept if not media.startswith("image/"))


def key_of(message: InboundMessage) -> str:
    """The key of a message: the same message always has the same.

    The chat's address goes into the hash, because some platforms count messages per chat
    and two strangers must never meet in one key; it can't be read back from it.
    """
    parts = (message.platform.value, message.address, message.external_id)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{message.platform.value}:{digest[:40]}"
