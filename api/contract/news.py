"""What an officer is told that is about no single case: the bot chat, and the morning's digest."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from api.contract.codes import Kind
from api.contract.models import Deadline, Short, Strict


class ChatNews(Strict):
    """An officer's bot chat was tied or untied, or can't be reached any more."""

    news: Literal["chat_bound", "chat_unbound", "chat_lost"]
    at: AwareDatetime
    chat: Short
    """The chat as Telegram shows it."""


class DigestCase(Strict):
    """One line of a digest: a case that should be looked at."""

    number: str
    kind: Kind
    merchant: Short | None
    office: str
    handler: str | None
    due: Deadline | None


class DigestGroup(Strict):
    """So many cases, and the most urgent of them."""

    count: int
    cases: tuple[DigestCase, ...] = ()


class HandlerLoad(Strict):
    """What one handler has open."""

    name: str
    office: str
    open: int
    due_today: int
    late: int


class Digest(Strict):
    """How the work of an office and of those below it stands in the morning of a working day."""

    news: Literal["digest"] = "digest"
    at: AwareDatetime
    on: date
    office: str
    open: int
    due_today: DigestGroup
    late: DigestGroup
    unassigned: DigestGroup
    emergencies: DigestGroup
    handlers: tuple[HandlerLoad, ...] = ()
    """Those with most to do first; a long list is cut."""


News = ChatNews | Digest
