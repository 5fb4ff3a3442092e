"""What an officer wants and what to answer, without Telegram's types."""

import hashlib
from collections.abc import Awaitable
from contextlib import suppress

from api.contract.client import Tracker, TrackerError, TrackerUnreachableError
from api.contract.codes import Move
from api.contract.desk import BindRequest, CaseCard, LawfulMove, MoveRequest
from bot.message import Reply
from bot.staff.answer import Answer
from bot.staff.drafts import Drafts
from bot.staff.filling import Filling, key
from bot.staff.turn import Now, Turn
from bot.wording import staff as wording
from bot.wording import staff_case as cases
from bot.wording import staff_form as form

_NOT_FOUND = 404
_TOO_MANY = 429
_STEPS = frozenset({"fill", "again", "drop", "send", "anyway", "override"})
_SCOPES = frozenset({"mine", "office", "all"})
_OVERTAKEN = {"unlawful": wording.no_longer, "changed": wording.newer}
"""Refusals of the tracker because the case is not what the officer saw."""


class Desk:
    """Each request of an officer as one method; the chat is who they are."""

    def __init__(self, tracker: Tracker, drafts: Drafts, now: Now) -> None:
        """Bind the tracker's client, where half-made moves are kept, and the clock."""
        self._tracker = tracker
        self._now = now
        self._filling = Filling(tracker, drafts, now)

    async def bind(self, chat: str, code: str, title: str) -> Answer:
        """Tie the chat to the officer who holds a one-time code.

        Args:
            chat: Telegram's id of the chat.
            code: From the console's account page.
            title: The chat as its owner recognises it.
        """
        if not code:
            return Answer((wording.bind_how(),))
        try:
            request = BindRequest(code=code, chat=chat, title=title[:300])
            officer = await self._tracker.bind_officer(request)
        except TrackerUnreachableError:
            raise
        except (TrackerError, ValueError) as error:  # ValueError: too short or long to be a code
            if isinstance(error, TrackerError) and error.status == _TOO_MANY:
                raise
            return Answer((wording.bind_failed(),))
        return Answer((wording.bound(officer),))

    async def help(self, chat: str) -> Answer:
        """What can be done here; a chat that is nobody's is told how to bind."""
        with suppress(TrackerUnreachableError):
            await self._tracker.officer(chat)
        return Answer((wording.help_(),))

    async def unbind(self, chat: str) -> Answer:
        """Ask whether the chat shall be untied, if it is tied at all."""
        await self._tracker.officer(chat)
        return Answer((wording.unbind_sure(),))

    async def lose(self, chat: str) -> None:
        """The chat can't be reached any more."""
        await self._tracker.unbind_officer(chat, lost=True)

    async def queue(self, chat: str, scope: str | None = None, page: int = 1) -> Answer:
        """A page of the officer's open cases."""
        return Answer((await self._queue(chat, scope, page),))

    async def card(self, chat: str, number: str) -> Answer:
        """One case."""
        return Answer((self._shown(await self._tracker.card(chat, number)),))

    async def press(self, turn: Turn, message: int, payload: str) -> Answer:
        """A button under one of our messages.

        Args:
            turn: Who pressed.
            message: Telegram's number of the message with the button.
            payload: `queue[:SCOPE:PAGE]`, `card:NUMBER`, `move:MOVE:NUMBER[:SEEN]`, and of a
                draft `fill:ID:FIELD:VALUE`, `again:ID`, `drop:ID`, `send:ID`, `anyway:ID`,
                `override:ID`.
        """
        match payload.split(":"):
            case ["move", name, number, *seen] if name in Move.__members__:
                # Not the update: two presses of one button are one move.
                once = _key(turn.chat, message, payload)
                request = MoveRequest(move=Move(name), key=once, seen=_number(seen))
                return await self._or_latest(turn, number, self._begin(turn, number, request))
            case [step, draft, *more] if step in _STEPS:
                await self._tracker.officer(turn.chat)  # what was half made belongs to an officer
                return await self._press_draft(turn, step, draft, more)
            case parts:
                return await self._press_view(turn.chat, parts)

    async def _press_draft(self, turn: Turn, step: str, draft: str, more: list[str]) -> Answer:
        match step, more:
            case "fill", [field, value]:
                return await self._filling.chosen(turn, draft, field, value)
            case "again", []:
                return await self._filling.again(turn, draft)
            case "drop", []:
                return await self._filling.drop(turn, draft)
            case "send" | "anyway" | "override", []:
                return await self._filling.send(turn, draft, step)
            case _:
                return Answer(toast=wording.stale_button())

    async def _press_view(self, chat: str, parts: list[str]) -> Answer:
        match parts:
            case ["queue"]:
                return await self.queue(chat)
            case ["queue", scope, page] if scope in _SCOPES and page.isdecimal():
                return Answer(instead=await self._queue(chat, scope, _page(page)))
            case ["card", number]:
                return await self.card(chat, number)
            case ["unbind", sure]:
                return await self._unbind(chat, sure=sure == "yes")
            case _:
                return Answer(toast=wording.stale_button())

    async def cancel(self, turn: Turn) -> Answer:
        """取消: give up what is half filled in."""
        await self._tracker.officer(turn.chat)
        return await self._filling.drop(turn)

    async def words(self, turn: Turn, words: str) -> Answer:
        """Words that answer no message: of a half-made move, or a case number."""
        await self._tracker.officer(turn.chat)
        number = cases.number_in(words.strip().upper())
        live = await self._filling.live(turn.chat)
        bare = number == words.strip().upper()
        no_answer = live is None or (bare and live.asked() in _NO_NUMBERS)
        if number is not None and no_answer:
            return await self.card(turn.chat, number)
        taken = await self._filling.words(turn, words)
        return taken or Answer((wording.not_understood(),))

    async def reply(self, turn: Turn, words: str, to: str) -> Answer:
        """Words in answer to one of our messages: a question, a card or a notice.

        Args:
            turn: Who writes.
            words: For the citizen, or for the record.
            to: Text of the message that was replied to.
        """
        await self._tracker.officer(turn.chat)
        head = form.head_of(to)
        if head is not None:
            return await self._filling.words(turn, words, head) or Answer((form.over(),))
        number = cases.number_in(to)
        if number is None:
            return await self.words(turn, words)
        card = await self._tracker.card(turn.chat, number)
        lawful = _lawful(card, Move.reply)
        if lawful is None:
            return self._no_longer(card)
        return await self._filling.begin(turn, lawful, card, text=words.strip())

    async def photo(self, turn: Turn, name: str, data: bytes, note: str, to: str) -> Answer:
        """A picture from the spot: evidence of the case of the message it answers.

        Args:
            turn: Who sent it.
            name: Of the file.
            data: Its content.
            note: The caption.
            to: Text of the message that was replied to; empty where none was.
        """
        number = cases.number_in(to)
        # Whoever is no officer, or may not see the case, stores nothing.
        await self._tracker.officer(turn.chat)
        if number is not None:
            await self._tracker.card(turn.chat, number)
        stored = await self._tracker.add_evidence(name, data)
        if number is None:
            return await self._filling.begin_photo(turn, _PHOTO, stored.id, note.strip())
        words = note.strip() or wording.PHOTO
        once = key(turn, "photo")
        request = MoveRequest(move=Move.note, key=once, text=words, evidence=(stored.id,))
        await self._tracker.move(turn.chat, number, request)
        return Answer((wording.kept(number),))

    async def dressed(self, chat: str, notice: Reply) -> Reply:
        """A notice with what its officer may do now about the case it is of."""
        number = next(
            (b.payload.partition(":")[2] for b in notice.buttons if b.payload.startswith("card:")),
            None,
        )
        if number is None:
            return notice
        return cases.below_notice(notice, await self._tracker.card(chat, number))

    async def _queue(self, chat: str, scope: str | None, page: int) -> Reply:
        return cases.queue(await self._tracker.queue(chat, scope, page), self._now())

    async def _unbind(self, chat: str, *, sure: bool) -> Answer:
        if not sure:
            return Answer(instead=wording.still_bound())
        await self._tracker.unbind_officer(chat)
        return Answer(instead=wording.unbound())

    async def _begin(self, turn: Turn, number: str, request: MoveRequest) -> Answer:
        """Make a move that needs nothing more, or ask for what it needs."""
        card = await self._tracker.card(turn.chat, number)
        lawful = _lawful(card, request.move)
        if lawful is not None and lawful.needs:
            return await self._filling.begin(turn, lawful, card)
        # Even when it is no longer lawful: it may be this very press that was made before a
        # crash, and then the key brings its result again.
        after = await self._tracker.move(turn.chat, number, request)
        done = lawful.done if lawful else ""
        toast = wording.done(lawful.label if lawful else None)
        if after is None:
            return Answer((wording.handed_over(number),), toast=toast)
        shown = cases.card(after, self._now(), done)
        if request.seen is None:  # pressed under a notice, which stays as it is
            return Answer((shown,), toast=toast)
        return Answer(instead=shown, toast=toast)

    async def _or_latest(self, turn: Turn, number: str, work: Awaitable[Answer]) -> Answer:
        """Where somebody was faster, say who and what, and show how it stands now."""
        try:
            return await work
        except TrackerError as refusal:
            why = _OVERTAKEN.get(refusal.code)
            if why is None:
                raise
            card = await self._tracker.card(turn.chat, number)
            return Answer((why(cases.changed(card, self._now())), self._shown(card)))

    def _no_longer(self, card: CaseCard) -> Answer:
        why = cases.changed(card, self._now())
        return Answer((wording.no_longer(why), self._shown(card)))

    def _shown(self, card: CaseCard) -> Reply:
        return cases.card(card, self._now())


_NO_NUMBERS = frozenset({"ground", "office", "date", "text", None})
"""What is asked for when a bare case number is no answer but asks for its card."""

_PHOTO = LawfulMove(move=Move.note, label=wording.PHOTO, needs=("text",), article="")


def trouble(error: TrackerError) -> Answer:
    """A refusal in words for the officer."""
    if isinstance(error, TrackerUnreachableError):
        return Answer((wording.unreachable(),))
    if error.code == "unbound_chat":
        return Answer((wording.welcome(),))
    if error.status == _NOT_FOUND:
        return Answer((wording.unknown_case(),))
    return Answer((wording.refused(error.detail),))


def _lawful(card: CaseCard, move: Move) -> LawfulMove | None:
    return next((lawful for lawful in card.moves if lawful.move is move), None)


def _page(typed: str) -> int:
    return min(max(int(typed[:5]), 1), 10_000)


def _number(parts: list[str]) -> int | None:
    return int(parts[0]) if parts and parts[0].isdigit() else None


def _key(chat: str, message: int, what: str) -> str:
    digest = hashlib.sha256(f"{chat}\0{message}\0{what}".encode()).hexdigest()
    return f"staff:{digest[:40]}"
