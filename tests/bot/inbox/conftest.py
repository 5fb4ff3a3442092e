"""A receiver over real databases, a tracker at the wire, and a dialogue that is easy to read."""

import pytest

from api.contract.codes import Kind
from api.contract.delivery import Notice
from api.contract.models import CityInfo, FileRequest, Matter
from api.contract.understood import Understood
from api.kit.database import Database
from api.kit.keys import Keyring
from bot.dialogue import Conversation, Turn
from bot.dialogue.requests import FileCases, Request
from bot.dialogue.turn import Heard, key_of
from bot.inbox.receive import Receiver
from bot.message import InboundMessage, Look, Reply
from tests.bot.inbox.wire import Clock, WireTracker


def plain_step(
    conversation: Conversation, message: InboundMessage, understood: Understood, city: CityInfo
) -> Turn:
    """Says what it heard; `file` files, `break` breaks, and the name of a look gives it."""
    if message.text == "break":
        raise RuntimeError(message.text)
    after = conversation.but(puzzled=conversation.puzzled + 1)
    look = Look(message.text) if message.text in set(Look) else Look.plain
    said = Reply(text=f"{after.puzzled} {message.text}", look=look)
    if message.text != "file":
        return Turn(after, (said,))
    body = FileRequest(
        key=key_of(message),
        channel=Heard(message, understood, city).channel,
        matters=(Matter(kind=Kind.report),),
    )
    return Turn(after, (said,), FileCases(body=body))


def plain_resume(
    conversation: Conversation,
    _request: Request,
    result: object,
    _city: CityInfo,
) -> Turn:
    return Turn(conversation, (Reply(text=type(result).__name__),))


def plain_note(conversation: Conversation, notice: Notice) -> Conversation:
    return conversation.but(cases=(*conversation.cases, notice.number))


@pytest.fixture
def tracker() -> WireTracker:
    return WireTracker()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def receiver(
    database: Database,
    keys: Keyring,
    tracker: WireTracker,
    clock: Clock,
) -> Receiver:
    return Receiver(database, keys, tracker.client, clock)


@pytest.fixture
def plain_dialogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.answering.step", plain_step)
    monkeypatch.setattr("bot.inbox.answering.resume", plain_resume)
    monkeypatch.setattr("bot.inbox.receive.note_delivered", plain_note)
