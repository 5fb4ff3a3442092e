"""The conversation on a case's page: what was said until the filing, and with the office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.cases.events import EventKind
from api.cases.origin import conversation
from api.cases.thread import Entry
from api.console import words
from api.contract.models import Said
from api.kit.work import Work
from knowledge.forms import event_words

_INTERNAL = frozenset(EventKind(code) for code, words in event_words().items() if words.internal)
"""Events the citizen hears nothing of, and the opening, which is the conversation itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation: by citizen, bot or office."""

    who: str
    at: datetime
    title: str
    text: str


def lines(
    work: Work, case_id: str, entries: Sequence[Entry], hide: Callable[[str], str] | None
) -> list[Line]:
    """All lines, oldest first; none is empty.

    Args:
        work: The unit of work.
        case_id: The case.
        entries: Its events, veiled as the rest of the page.
        hide: Hides the identity in what was said before; None hides nothing.
    """
    before = [_opening(said, hide) for said in conversation(work, case_id)]
    since = [_since(entry) for entry in entries if entry.kind not in _INTERNAL]
    return [line for line in (*before, *since) if line.text]


def _opening(said: Said, hide: Callable[[str], str] | None) -> Line:
    text = said.text if said.from_citizen else said.text.replace("**", "")
    text = text if hide is None else hide(text)
    return Line("citizen" if said.from_citizen else "bot", said.at, "", _beside(text, said.photos))


def _since(entry: Entry) -> Line:
    title = words.event(entry.kind)
    if entry.actor == "citizen":
        return Line("citizen", entry.at, title, _added(entry))
    said = [str(entry.data.get("ground_text") or ""), entry.text or ""]
    told = "\n".join(part for part in said if part) or _told(entry)
    return Line("office", entry.at, title, told)


def _added(entry: Entry) -> str:
    facts, photos = entry.data.get("facts"), entry.data.get("evidence")
    text = _beside(entry.text or "", photos if isinstance(photos, int) else 0)
    place = isinstance(facts, list) and "location" in facts
    parts = [text, "［位置］" if place and "［位置］" not in text else ""]
    parts += ["［身份信息］"] if entry.data.get("identity") else []
    parts += ["［凭查询码在其他设备上补充］"] if entry.data.get("by_code") else []
    return "\n".join(part for part in parts if part) or f"［{words.event(entry.kind)}］"


def _told(entry: Entry) -> str:
    """An event without words of an officer: the bot told it in its own."""
    if entry.kind is EventKind.undelivered:
        return words.undelivered(entry.data.get("reason"))
    return "已在聊天里通知对方。"


def _beside(text: str, photos: int) -> str:
    return "\n".join(part for part in (text, f"［照片 {photos} 张］" if photos else "") if part)
