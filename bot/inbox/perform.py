"""Does what the dialogue wants done, through the tracker's client."""

from collections.abc import Awaitable
from typing import assert_never

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.models import CaseView, Receipt
from api.contract.privacy import Stored
from api.contract.understood import UnderstandRequest, Understood
from api.contract.volunteers import Membership
from bot.dialogue.requests import (
    AddToCase,
    AskProgress,
    Erased,
    EraseMine,
    FileCases,
    JoinVolunteers,
    LeaveVolunteers,
    ListMine,
    MyTips,
    Proofs,
    RateCase,
    ReadParts,
    Request,
    ShowReceipts,
    ShowStored,
    TakeBack,
)

Result = (
    Receipt
    | CaseView
    | list[CaseView]
    | tuple[Understood, ...]
    | Membership
    | Stored
    | Erased
    | Proofs
    | TrackerError
)
"""What a request brought; a refusal is a result too, for the dialogue to explain."""

_OfVolunteers = JoinVolunteers | MyTips | LeaveVolunteers
_OwnData = ShowStored | EraseMine | ShowReceipts


async def perform(tracker: Tracker, request: Request) -> Result:
    """Send a request; it carries its key, so sending it again changes nothing.

    Raises:
        TrackerUnreachableError: It is not known what became of it.
    """
    try:
        if isinstance(request, ReadParts):
            return await _read(tracker, request)
        if isinstance(request, _OfVolunteers):
            return await _as_volunteer(tracker, request)
        if isinstance(request, _OwnData):
            return await _of_own_data(tracker, request)
        return await _send(tracker, request)
    except TrackerUnreachableError:
        raise
    except TrackerError as refusal:
        return refusal


def _send(
    tracker: Tracker, request: FileCases | AddToCase | TakeBack | RateCase | ListMine | AskProgress
) -> Awaitable[Receipt] | Awaitable[CaseView] | Awaitable[list[CaseView]]:
    match request:
        case FileCases():
            return tracker.file(request.body)
        case AddToCase():
            return tracker.supplement(request.number, request.body)
        case TakeBack():
            return tracker.withdraw(request.number, request.body)
        case RateCase():
            return tracker.rate(request.number, request.body)
        case ListMine():
            return tracker.mine(request.body)
        case AskProgress():
            return tracker.follow(request.body)
        case _:
            assert_never(request)


def _as_volunteer(tracker: Tracker, request: _OfVolunteers) -> Awaitable[Membership]:
    match request:
        case JoinVolunteers():
            return tracker.join_volunteers(request.body)
        case MyTips():
            return tracker.my_tips(request.body)
        case LeaveVolunteers():
            return tracker.leave_volunteers(request.body)
        case _:
            assert_never(request)


async def _of_own_data(tracker: Tracker, request: _OwnData) -> Stored | Erased | Proofs:
    match request:
        case ShowStored():
            return await tracker.stored(request.channel)
        case EraseMine():
            return Erased(cases=tuple(await tracker.erase(request.body)))
        case ShowReceipts():
            return Proofs(filings=tuple(await tracker.receipts(request.channel)))
        case _:
            assert_never(request)


async def _read(tracker: Tracker, request: ReadParts) -> tuple[Understood, ...]:
    near = request.understood.division or request.understood.area
    return tuple(
        [
            await tracker.understand(
                UnderstandRequest(text=part, at=request.message.at, near=near)
            )
            for part in request.parts
        ]
    )
