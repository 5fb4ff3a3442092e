"""What an officer wants and what to answer, without Telegram's types."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Move
from api.contract.desk import BindRequest, CaseCard, LawfulMove, MoveRequest
from bot.message import Reply
from bot.wording import staff as wording
from bot.wording import staff_case as cases

_NOT_FOUND = 404
_OVERTAKEN = {"unlawful": wording.no_longer, "changed": wording.newer}
"""Refusals of the tracker because the case is not what the officer saw."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do in the officer's chat."""

    replies: tuple[Reply, ...] = ()
    toast: str | None = None
    """Shown for a moment over the chat."""
    instead: Reply | None = None
    """Takes the place of the message whose button was pressed."""
    field: str | None = None
    """The last reply is a form; this stands in its empty field."""


class Desk:
    """Each request of an officer as one method; the chat is who they are."""

    def __init__(self, tracker: Tracker, now: Callable[[], datetime]) -> None:
        """Bind the tracker's client and the clock."""
        self._tracker = tracker
        self._now = now

    async def bind(self, chat: str, code: str) -> Answer:
        """Tie the chat to the officer who holds a one-time code."""
        if not code:
            return Answer((wording.bind_how(),))
        try:
            officer = await self._tracker.bind_officer(BindRequest(code=code, chat=chat))
        except TrackerUnreachableError:
            raise
        except (TrackerError, ValueError):  # ValueError: too short or long to be a code
            return Answer((wording.bind_failed(),))
        return Answer((wording.bound(officer),))

    async def queue(self, chat: str) -> Answer:
        """The officer's open cases."""
        return Answer((cases.queue(await self._tracker.queue(chat), self._now()),))

    async def card(self, chat: str, number: str) -> Answer:
        """One case."""
        return Answer((self._shown(await self._tracker.card(chat, number)),))

    async def press(self, chat: str, message: int, payload: str) -> Answer:
        """A button under one of our messages.

        Args:
            chat: Of the officer.
            message: Telegram's number of the message with the button.
            payload: As `bot.wording.staff` made it, or a notice: `queue`, `card:NUMBER`,
                `move:MOVE:NUMBER[:SEEN]`, `ground:MOVE:GROUND:NUMBER:SEEN`.
        """
        match payload.split(":"):
            case ["queue"]:
                return await self.queue(chat)
            case ["card", number]:
                return await self.card(chat, number)
            case ["move", name, number, *seen] if name in Move.__members__:
                key = _key(chat, message, payload)
                request = MoveRequest(move=Move(name), key=key, seen=_number(seen))
                return await self._or_latest(chat, number, self._begin(chat, number, request))
            case ["ground", name, ground, number, _] if name in Move.__members__:
                return await self._chosen(chat, number, Move(name), ground)
            case _:
                return Answer(toast=wording.stale_button())

    async def reply(self, chat: str, message: int, words: str, to: str) -> Answer:
        """Words in answer to one of our messages: a form, a card or a notice.

        Args:
            chat: Of the officer.
            message: Telegram's number of the officer's message.
            words: For the citizen, or for the record.
            to: Text of the message that was replied to.
        """
        key = _key(chat, message, "reply")
        form = cases.read_form(to)
        number = form.number if form else cases.number_in(to)
        if number is None:
            return Answer((wording.not_understood(),))
        if form is None:
            request = MoveRequest(move=Move.reply, key=key, text=words)
            await self._tracker.move(chat, number, request)
            return Answer((wording.replied(number),))
        card = await self._tracker.card(chat, number)
        lawful = next((move for move in card.moves if move.label == form.label), None)
        if lawful is None:
            return Answer((wording.no_longer(), self._shown(card)))
        request = MoveRequest(
            move=lawful.move, key=key, ground=form.ground, text=words, seen=form.seen
        )
        return await self._or_latest(chat, number, self._filled(chat, number, request, lawful))

    async def _begin(self, chat: str, number: str, request: MoveRequest) -> Answer:
        """Make a move that needs nothing more, or ask for what it needs."""
        card = await self._tracker.card(chat, number)
        lawful = _lawful(card, request.move)
        if lawful is not None and cases.needs_the_desk(lawful):
            return Answer((wording.at_the_desk(),))
        if lawful is not None and "ground" in lawful.needs:
            return Answer((cases.grounds(card, lawful),))
        if lawful is not None and "text" in lawful.needs:
            return _form(card, lawful, None)
        # Even when it is no longer lawful: it may be this very press that was made before a
        # crash, and then the key brings its result again.
        after = self._shown(await self._tracker.move(chat, number, request))
        toast = wording.done(lawful)
        if request.seen is None:  # pressed under a notice, which stays as it is
            return Answer((after,), toast=toast)
        return Answer(instead=after, toast=toast)

    async def _chosen(self, chat: str, number: str, move: Move, ground: str) -> Answer:
        card = await self._tracker.card(chat, number)
        lawful = _lawful(card, move)
        if lawful is None:
            return Answer((wording.no_longer(), self._shown(card)))
        return _form(card, lawful, ground)

    async def _filled(
        self, chat: str, number: str, request: MoveRequest, lawful: LawfulMove
    ) -> Answer:
        after = await self._tracker.move(chat, number, request)
        return Answer((Reply(text=wording.done(lawful)), self._shown(after)))

    async def _or_latest(self, chat: str, number: str, work: Awaitable[Answer]) -> Answer:
        """Where somebody was faster, show how it stands now."""
        try:
            return await work
        except TrackerError as refusal:
            why = _OVERTAKEN.get(refusal.code)
            if why is None:
                raise
            card = await self._tracker.card(chat, number)
            return Answer((why(), self._shown(card)))

    def _shown(self, card: CaseCard) -> Reply:
        return cases.card(card, self._now())


def trouble(error: TrackerError) -> Answer:
    """A refusal in words for the officer."""
    if isinstance(error, TrackerUnreachableError):
        return Answer((wording.unreachable(),))
    if error.code == "unbound_chat":
        return Answer((wording.welcome(),))
    if error.status == _NOT_FOUND:
        return Answer((wording.unknown_case(),))
    return Answer((wording.refused(error.detail),))


def _form(card: CaseCard, lawful: LawfulMove, ground: str | None) -> Answer:
    return Answer((cases.form(card, lawful, ground),), field=cases.form_hint(lawful))


def _lawful(card: CaseCard, move: Move) -> LawfulMove | None:
    return next((lawful for lawful in card.moves if lawful.move is move), None)


def _number(parts: list[str]) -> int | None:
    return int(parts[0]) if parts and parts[0].isdigit() else None


def _key(chat: str, message: int, what: str) -> str:
    """The same press or reply always has the same key; the chat can't be read from it."""
    digest = hashlib.sha256(f"{chat}\0{message}\0{what}".encode()).hexdigest()
    return f"staff:{digest[:40]}"
