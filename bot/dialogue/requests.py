"""What the dialogue wants done by the tracker, as data."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.contract.models import (
    ChannelQuery,
    ChannelRef,
    FileRequest,
    ProgressRequest,
    Rating,
    Supplement,
    Withdrawal,
)
from api.contract.privacy import Erasure, ErasureRequest
from api.contract.proof import SignedFiling
from api.contract.understood import Understood
from api.contract.volunteers import JoinRequest, VolunteerRequest
from bot.message import InboundMessage


class _Wanted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileCases(_Wanted):
    """Open the cases of one filing; answered by a `Receipt`."""

    does: Literal["file"] = "file"
    body: FileRequest


class AddToCase(_Wanted):
    """Add words, facts or evidence to a case; answered by its `CaseView`."""

    does: Literal["add"] = "add"
    number: str
    body: Supplement


class TakeBack(_Wanted):
    """Withdraw a case; answered by its `CaseView`."""

    does: Literal["take_back"] = "take_back"
    number: str
    body: Withdrawal


class RateCase(_Wanted):
    """Say how content one is with the end of a case; answered by its `CaseView`."""

    does: Literal["rate"] = "rate"
    number: str
    body: Rating


class ReadParts(_Wanted):
    """Understand the parts of a message each; answered by a tuple of `Understood`."""

    does: Literal["read"] = "read"
    message: InboundMessage
    understood: Understood
    """What the whole means."""
    parts: tuple[str, ...]
    owners: tuple[tuple[int, ...], ...] = ()
    """Of which of the matters in hand each part speaks; none at the beginning of a matter."""


class ListMine(_Wanted):
    """The cases of this chat; answered by a list of `CaseView`."""

    does: Literal["mine"] = "mine"
    body: ChannelQuery


class AskProgress(_Wanted):
    """One case by number and receipt code; answered by its `CaseView`."""

    does: Literal["progress"] = "progress"
    body: ProgressRequest


class JoinVolunteers(_Wanted):
    """Ask to be a volunteer; answered by a `Membership`."""

    does: Literal["join"] = "join"
    body: JoinRequest


class MyTips(_Wanted):
    """The volunteer of this chat and their tips; answered by a `Membership`."""

    does: Literal["tips"] = "tips"
    body: VolunteerRequest


class LeaveVolunteers(_Wanted):
    """Be a volunteer no longer; answered by a `Membership`."""

    does: Literal["leave"] = "leave"
    body: VolunteerRequest


class ShowStored(_Wanted):
    """What is stored of this chat, to be told or before it is erased; answered by `Stored`."""

    does: Literal["stored"] = "stored"
    channel: ChannelRef
    to_erase: bool = False
    number: str | None = None
    """The one case that is to be erased."""


class EraseMine(_Wanted):
    """Erase what the law lets go; answered by `Erased`."""

    does: Literal["erase"] = "erase"
    body: ErasureRequest


class ShowReceipts(_Wanted):
    """The signed receipts of this chat's filings; answered by `Proofs`."""

    does: Literal["receipts"] = "receipts"
    channel: ChannelRef


class Erased(_Wanted):
    """What became of the wish, case by case."""

    cases: tuple[Erasure, ...]


class Proofs(_Wanted):
    """The receipts, the newest first."""

    filings: tuple[SignedFiling, ...]


Request = Annotated[
    FileCases
    | AddToCase
    | TakeBack
    | RateCase
    | ReadParts
    | ListMine
    | AskProgress
    | JoinVolunteers
    | MyTips
    | LeaveVolunteers
    | ShowStored
    | EraseMine
    | ShowReceipts,
    Field(discriminator="does"),
]
"""Any of them; `pydantic.TypeAdapter(Request)` reads one from JSON."""
