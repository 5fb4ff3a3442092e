"""The fields of a half-made move: how each is asked for, and what is taken for its answer."""

from collections.abc import Awaitable, Callable
from datetime import date

from api.contract.client import Tracker, TrackerError
from api.contract.desk import LawfulMove
from bot.message import Reply
from bot.staff.drafts import Draft
from bot.staff.turn import Now
from bot.wording import staff_case as cases
from bot.wording import staff_form as form
from bot.wording.times import local_day

Taken = Draft | Reply
"""The draft with its answer, or the question again for what is no answer."""


class Questions:
    """One method a field to ask with, and one to read the answer with."""

    def __init__(self, tracker: Tracker, now: Now) -> None:
        """Bind the tracker's client, which knows offices and cases, and the clock."""
        self._tracker = tracker
        self._now = now
        self._asks: dict[str | None, Callable[[str, Draft], Awaitable[Reply]]] = {
            "number": self._ask_number,
            "ground": self._ask_ground,
            "office": self._ask_office,
            "date": self._ask_date,
            "case": self._ask_case,
            "amount": self._ask_amount,
            "text": self._ask_text,
            None: self._ask_to_confirm,
        }
        self._takes: dict[str, Callable[[str, Draft, str], Awaitable[Taken]]] = {
            "number": self._take_number,
            "ground": self._take_ground,
            "office": self._take_office,
            "date": self._take_date,
            "case": self._take_case,
            "amount": self._take_amount,
            "text": self._take_text,
        }

    async def ask(self, chat: str, draft: Draft) -> Reply:
        """Ask for what is missing, or for the confirmation."""
        return await self._asks[draft.asked()](chat, draft)

    async def take(self, chat: str, draft: Draft, field: str, value: str) -> Taken:
        """Read a pressed or typed value as the answer for a field."""
        return await self._takes[field](chat, draft, value.strip())

    async def _ask_number(self, chat: str, draft: Draft) -> Reply:
        page = await self._tracker.queue(chat)
        return form.which(
            draft.lawful, draft.id, cases.shown_first(page.items), len(draft.evidence)
        )

    async def _ask_ground(self, _: str, draft: Draft) -> Reply:
        return form.ground(*_which(draft))

    async def _ask_office(self, chat: str, draft: Draft) -> Reply:
        found = await self._tracker.offices(chat, draft.number)
        return form.office(*_which(draft), found)

    async def _ask_date(self, _: str, draft: Draft) -> Reply:
        return form.on(*_which(draft), self._today())

    async def _ask_case(self, _: str, draft: Draft) -> Reply:
        return form.another(*_which(draft), draft.linked)

    async def _ask_amount(self, _: str, draft: Draft) -> Reply:
        return form.amount(*_which(draft))

    async def _ask_text(self, _: str, draft: Draft) -> Reply:
        return form.text(*_which(draft))

    async def _ask_to_confirm(self, _: str, draft: Draft) -> Reply:
        chosen = (one.text for one in draft.lawful.grounds if one.code == draft.ground)
        filled = [
            ("依据", next(chosen, "")),
            ("单位", draft.office_name),
            ("日期", form.day_of(draft.on, self._today()) if draft.on else ""),
            ("案件", draft.case or ""),
            ("金额", "" if draft.amount is None else f"{draft.amount:.2f} 元"),
            ("内容", draft.text or ""),
        ]
        return form.confirm(*_which(draft), [one for one in filled if one[1]])

    async def _take_number(self, chat: str, draft: Draft, value: str) -> Taken:
        """A case that the officer may see; any other is asked for again."""
        number = cases.number_in(value.upper())
        if number is not None:
            try:
                card = await self._tracker.card(chat, number)
            except TrackerError as refusal:
                if refusal.code != "unknown_case":
                    raise
            else:
                return draft.model_copy(update={"number": card.number})
        return form.which(draft.lawful, draft.id, (), len(draft.evidence), again=True)

    async def _take_ground(self, _: str, draft: Draft, value: str) -> Taken:
        """A code from a button, or the number that stands before a ground."""
        codes = {one.code: one.code for one in draft.lawful.grounds}
        codes |= {str(no): one.code for no, one in enumerate(draft.lawful.grounds, 1)}
        code = codes.get(value.rstrip(".。、"))
        if code is None:
            return form.ground(*_which(draft), again=True)
        return draft.model_copy(update={"ground": code})

    async def _take_office(self, chat: str, draft: Draft, value: str) -> Taken:
        """A code from a button, or an office's whole name; a part of it lists those found."""
        found = await self._tracker.offices(chat, draft.number, value[:60])
        exact = [one for one in found if value in {one.code, one.text}]
        if len(exact) != 1:
            return form.office(*_which(draft), found, value)
        one = exact[0]
        return draft.model_copy(update={"office": one.code, "office_name": one.text})

    async def _take_date(self, _: str, draft: Draft, value: str) -> Taken:
        on = form.read_day(value, self._today())
        if on is None:
            return form.on(*_which(draft), self._today(), again=True)
        return draft.model_copy(update={"on": on})

    async def _take_case(self, _: str, draft: Draft, value: str) -> Taken:
        other = cases.number_in(value.upper())
        if other is None:
            return form.another(*_which(draft), draft.linked, again=True)
        return draft.model_copy(update={"case": other})

    async def _take_amount(self, _: str, draft: Draft, value: str) -> Taken:
        amount = form.read_amount(value)
        if amount is None:
            return form.amount(*_which(draft), again=True)
        return draft.model_copy(update={"amount": amount})

    async def _take_text(self, _: str, draft: Draft, value: str) -> Taken:
        return draft.model_copy(update={"text": value}) if value else form.text(*_which(draft))

    def _today(self) -> date:
        return local_day(self._now())


def _which(draft: Draft) -> tuple[LawfulMove, str, str]:
    return draft.lawful, draft.number, draft.id
