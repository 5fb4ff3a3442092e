"""What the check before sending says of an officer's words, as the case's page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from api.cases.events import EventKind
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.contract.codes import Mark
from api.contract.desk import Objection
from api.kit.work import Work
from api.people import officers
from api.people.reporters import ever_given
from api.people.veil import veil
from api.quality.check import blocks, check
from api.quality.gather import matter_of
from knowledge.cities.city import City
from knowledge.replies import load_rules


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the words, with the numbers of the objections to it."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Words that did not go out, with what is wrong and what else the form held."""

    move: str
    text: str
    objections: tuple[Objection, ...]
    parts: tuple[Part, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    who: str = ""
    """Who wrote them, where they wait for a supervisor."""

    @property
    def blocked(self) -> bool:
        """Whether a supervisor is needed."""
        return blocks(self.objections)


def held(
    work: Work, city: City, case: CaseRow, move: str, text: str, fields: Mapping[str, str]
) -> Held:
    """Check the words of a form again, for the page that shows what is wrong with them."""
    text = text.strip()
    found = check(text, matter_of(work, city, case, move))
    return Held(move, text, found, parts(text, found), fields, fields.get("key", ""))


def waiting(work: Work, city: City, case: CaseRow) -> Held | None:
    """The words that wait for a supervisor; those that are hidden elsewhere are hidden here."""
    if Mark.override_asked not in case.marks:
        return None
    asked = [one for one in thread(work, case.id) if one.kind is EventKind.override_asked][-1]
    move, text = str(asked.data["move"]), asked.text or ""
    found = check(text, matter_of(work, city, case, move))
    shown = veil(text, ever_given(work, case.id))
    return Held(move, shown, found, parts(shown, found), who=_author(work, asked))


def parts(text: str, found: Sequence[Objection]) -> tuple[Part, ...]:
    """The words cut where an objection begins or ends; those to the whole mark nothing."""
    placed = [(no, one) for no, one in enumerate(found, 1) if 0 < one.end - one.start < len(text)]
    cuts = sorted({0, len(text), *(edge for _, one in placed for edge in (one.start, one.end))})
    return tuple(
        Part(
            text[start:end],
            tuple(no for no, one in placed if one.start <= start and end <= one.end),
        )
        for start, end in pairwise(cuts)
    )


def basis(rule: str) -> str:
    """Where a rule comes from, for whoever wants to know."""
    about = load_rules()[rule]
    return ("法定要求：" if about.basis == "law" else "本单位要求：") + about.source


def _author(work: Work, asked: Entry) -> str:
    who = str(asked.data["officer"])
    return officers.names(work, [who]).get(who, "工作人员")
