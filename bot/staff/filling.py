"""A move that needs something: its fields are asked one after another, shown, then sent."""

import hashlib
from typing import Any

from api.contract.client import Tracker, TrackerError
from api.contract.codes import Mark, Move
from api.contract.desk import CaseCard, LawfulMove
from bot.message import Reply
from bot.staff.answer import Answer
from bot.staff.drafts import Draft, Drafts
from bot.staff.questions import Questions
from bot.staff.turn import Now, Turn
from bot.wording import staff as wording
from bot.wording import staff_case as cases
from bot.wording import staff_form as form

_ASKED_AGAIN = {
    "ground_needed": "ground",
    "ground_not_met": "ground",
    "unknown_office": "office",
    "date_needed": "on",
    "unknown_earlier": "case",
    "amount_needed": "amount",
    "other_reporter": "case",
    "decided_already": "case",
    "text_needed": "text",
}
"""What was filled in wrongly, by the tracker's refusal: it is asked for anew."""
_MOST = 10
"""Photos of one note, and of one album."""
_ANY_TIME = frozenset({Move.reply, Move.note})
"""Words that fit whatever happened meanwhile; a decision may not."""


class Filling:
    """Asks, keeps what was answered, and makes the move when the officer confirmed it."""

    def __init__(self, tracker: Tracker, drafts: Drafts, now: Now) -> None:
        """Bind the tracker's client, where drafts are kept, and the clock."""
        self._tracker = tracker
        self._drafts = drafts
        self._questions = Questions(tracker, now)
        self._now = now

    async def begin(
        self, turn: Turn, lawful: LawfulMove, card: CaseCard, *, text: str | None = None
    ) -> Answer:
        """Start a move, in place of an earlier one that was not finished.

        Args:
            turn: Who asks, and by which update.
            lawful: The move and what it needs.
            card: The case as the officer saw it.
            text: The words, where they were written already.
        """
        seen = None if lawful.move in _ANY_TIME else card.seen
        draft = self._new(turn, lawful, text, number=card.number, seen=seen, linked=card.linked)
        return await self._ask(turn, draft)

    async def begin_photo(
        self, turn: Turn, lawful: LawfulMove, evidence: str, note: str
    ) -> Answer:
        """Keep a stored photo until it is known which case it belongs to.

        Those of an album come one by one, the caption with one of them: they stay together.
        """
        draft = await self.live(turn.chat)
        if draft is None or draft.number or not draft.evidence or len(draft.evidence) == _MOST:
            return await self._ask(turn, self._new(turn, lawful, note, evidence=(evidence,)))
        if draft.taken == turn.update:  # the same again, after a crash
            return await self._ask(turn, draft)
        text = "\n".join(part for part in (draft.text, note) if part)
        kept = _but(draft, turn, evidence=(*draft.evidence, evidence), text=text)
        return await self._ask(turn, kept)

    async def live(self, chat: str) -> Draft | None:
        """What is on its way in a chat."""
        draft = await self._drafts.load(chat, self._now())
        return None if draft is None or draft.over else draft

    async def words(self, turn: Turn, words: str, head: str | None = None) -> Answer | None:
        """Take typed words as the answer to what is asked; None when nothing is.

        Args:
            turn: Who writes.
            words: As typed.
            head: First line of the question that was replied to, where one was.
        """
        draft = await self.live(turn.chat)
        if draft is None:
            return Answer((form.over(),)) if head else None
        if head is not None and head != form.head(draft.lawful, draft.number):
            return Answer((form.over(),))
        if draft.taken == turn.update:  # the same again, after a crash
            return await self._ask(turn, draft)
        asked = draft.asked()
        if asked is None and head is not None and "text" in draft.lawful.needs:
            asked = "text"  # a reply to the confirmation says it anew
        if asked is None:
            return Answer((form.confirm_first(), await self._questions.ask(turn.chat, draft)))
        return await self._take(turn, draft, asked, words)

    async def chosen(self, turn: Turn, draft_id: str, field: str, value: str) -> Answer:
        """Take a pressed choice."""
        draft = await self.live(turn.chat)
        if draft is None or draft.id != draft_id:
            return Answer(toast=wording.stale_button())
        if draft.taken == turn.update:
            return await self._ask(turn, draft)
        if draft.asked() != field:
            return Answer(toast=wording.stale_button())
        return await self._take(turn, draft, field, value)

    async def again(self, turn: Turn, draft_id: str) -> Answer:
        """Let the words be written anew."""
        draft = await self.live(turn.chat)
        if draft is None or draft.id != draft_id:
            return Answer(toast=wording.stale_button())
        return await self._ask(turn, _but(draft, turn, text=None))

    async def drop(self, turn: Turn, draft_id: str | None = None) -> Answer:
        """Give up what is on its way."""
        draft = await self.live(turn.chat)
        if draft is None or draft_id not in {None, draft.id}:
            stale = Answer(toast=wording.stale_button())
            return stale if draft_id else Answer((form.nothing_to_drop(),))
        await self._drafts.save(turn.chat, _but(draft, turn, over=True))
        gone = form.dropped(draft.lawful, draft.number)
        return Answer(instead=gone) if draft_id else Answer((gone,))

    async def send(self, turn: Turn, draft_id: str, how: str = "send") -> Answer:
        """Make the confirmed move; the same press again, after a crash, changes nothing.

        Args:
            turn: Who presses.
            draft_id: Of the move.
            how: `send`; `anyway` in spite of the check's warnings; `override` to ask a supervisor.
        """
        draft = await self._drafts.load(turn.chat, self._now())
        if draft is None or draft.id != draft_id or (draft.over and draft.taken != turn.update):
            return Answer(toast=wording.stale_button())
        if draft.asked() is not None:
            return await self._ask(turn, draft)
        sure = {"anyway": how == "anyway", "override": how == "override"}
        return await self._make(turn, draft.model_copy(update=sure))

    async def _make(self, turn: Turn, draft: Draft) -> Answer:
        try:
            after = await self._tracker.move(turn.chat, draft.number, draft.request())
        except TrackerError as refusal:
            return await self._refused(turn, draft, refusal)
        await self._drafts.save(turn.chat, _but(draft, turn, over=True))
        if draft.evidence:
            return Answer((wording.kept(draft.number),))
        if after is None:
            return Answer(
                (wording.handed_over(draft.number),), instead=form.made(draft.lawful, draft.number)
            )
        waits = draft.override and Mark.override_asked in after.marks
        made = (form.held if waits else form.made)(draft.lawful, draft.number)
        return Answer((cases.card(after, self._now()),), instead=made)

    async def _refused(self, turn: Turn, draft: Draft, refusal: TrackerError) -> Answer:
        """Explain, show how the case stands, and keep what was filled in while it may be used."""
        wrong = _ASKED_AGAIN.get(refusal.code)
        if wrong is not None:
            asked = await self._ask(turn, _but(draft, turn, **{wrong: None}))
            return Answer((wording.refused(refusal.detail), *asked.replies))
        if refusal.objections:
            found = refusal.objections
            return Answer((form.objected(draft.lawful, draft.number, draft.id, found),))
        if refusal.code not in {"changed", "unlawful"}:
            raise refusal
        card = await self._tracker.card(turn.chat, draft.number)
        shown, why = cases.card(card, self._now()), cases.changed(card, self._now())
        if all(move.move is not draft.lawful.move for move in card.moves):
            await self._drafts.save(turn.chat, _but(draft, turn, over=True))
            return Answer((wording.no_longer(why), shown))
        asked = await self._ask(turn, _but(draft, turn, seen=card.seen))
        return Answer((wording.newer_draft(why), shown, *asked.replies))

    async def _take(self, turn: Turn, draft: Draft, field: str, value: str) -> Answer:
        taken = await self._questions.take(turn.chat, draft, field, value)
        if isinstance(taken, Reply):
            return Answer((taken,))
        if taken.evidence:  # nothing is left to confirm: it stays inside the office
            return await self._make(turn, _but(taken, turn))
        return await self._ask(turn, _but(taken, turn))

    async def _ask(self, turn: Turn, draft: Draft) -> Answer:
        await self._drafts.save(turn.chat, draft)
        return Answer((await self._questions.ask(turn.chat, draft),))

    def _new(self, turn: Turn, lawful: LawfulMove, text: str | None, **more: Any) -> Draft:
        named = key(turn, "draft")
        return Draft(
            id=named.removeprefix("staff:")[:8],
            key=named,
            lawful=lawful,
            at=self._now(),
            text=text,
            taken=turn.update,
            **more,
        )


def key(turn: Turn, what: str) -> str:
    """The same press or message always has the same key; the chat can't be read from it."""
    digest = hashlib.sha256(f"{turn.chat}\0{turn.update}\0{what}".encode()).hexdigest()
    return f"staff:{digest[:40]}"


def _but(draft: Draft, turn: Turn, **changes: object) -> Draft:
    return draft.model_copy(update={"taken": turn.update, **changes})
