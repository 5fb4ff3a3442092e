"""All that the page of one case shows, gathered for one officer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from api.cases.correcting import changes_of
from api.cases.events import EventKind
from api.cases.identity import Access, Standing, access
from api.cases.origin import understanding
from api.cases.repository import by_number, linked
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.cases.undoing import undoable
from api.chasing.service import open_chases
from api.clock.calendars import calendar_of
from api.console import words
from api.console.due import Due, due_words
from api.console.gallery import Piece, pieces
from api.console.highlight import Ground, Stretch, grounds, stretches
from api.console.talk import Line, lines
from api.console.view import as_items, card_of, next_due
from api.contract.desk import CaseCard, QueueItem
from api.contract.models import Deadline, Reporter
from api.kit.work import Work
from api.papers.fill import copies_of
from api.papers.issue import may_be_made_out
from api.people import officers, reporters
from api.people.rights import Permission, may, may_see, may_work
from api.people.tables import Officer
from api.people.veil import veil
from knowledge.cities.city import City
from knowledge.forms import PaperForm, load_chases


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the timeline in words."""

    no: int
    at: datetime
    title: str
    who: str
    details: tuple[str, ...]
    text: str
    undoable: bool = False
    """The officer who looks may take it back."""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """How the words were understood and why."""

    stretches: list[Stretch]
    grounds: list[Ground]
    words: str
    confidence: float | None
    runner_up: str | None
    lexicon_version: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as its page shows it; identity is masked unless it was revealed."""

    row: CaseRow
    card: CaseCard
    next: list[tuple[Deadline, Due]]
    """The limit by law that runs out first, then the service promise that does."""
    clocks: list[tuple[Deadline, Due]]
    lines: list[Line]
    understood: Understood
    pieces: list[Piece]
    events: list[Happened]
    linked: list[QueueItem]
    reporter: Reporter | None
    revealed: bool
    access: Access
    """How near the officer is to the identity; closed where there is none."""
    papers: list[tuple[PaperForm, str]]
    """The forms that may be made out, and for whom."""
    waiting: list[tuple[str, datetime]]
    """What is asked for again, and when next."""


def case_page(
    work: Work, city: City, officer: Officer, row: CaseRow, *, revealed: bool = False
) -> CasePage:
    """Gather the page of a case that the officer may see.

    Args:
        work: The unit of work.
        city: The city of the console.
        officer: Who looks.
        row: The case.
        revealed: The look at the identity was just logged, so that nothing is hidden.
    """
    known = reporters.identity(work, row.id)
    given = reporters.ever_given(work, row.id)
    # whoever had the identity taken off a report has no digit of it left in the words either
    hide = partial(veil, given=given, wholly=row.anonymous)
    entries = thread(work, row.id)
    if not revealed:
        entries = [_veiled(entry, hide) for entry in entries]
    card = card_of(work, city, officer, row)
    siblings = [other for other in linked(work, row.id) if may_see(officer, other, city)]
    calendar = calendar_of(work.session)
    return CasePage(
        row=row,
        card=card,
        next=[(clock, due_words(clock, work.now, calendar)) for clock in next_due(card.deadlines)],
        clocks=[(clock, due_words(clock, work.now, calendar)) for clock in _in_order(card)],
        lines=lines(work, row.id, entries, None if revealed else hide),
        understood=_understood(work, row, entries),
        pieces=pieces(work, row.id),
        events=_events(work, city, officer, row, entries),
        linked=as_items(work, city, siblings),
        reporter=known if revealed else reporters.masked(work, row.id),
        revealed=revealed,
        access=access(work, city, officer, row) if known else Access(Standing.closed),
        papers=list(copies_of(may_be_made_out(row.kind, {str(e.kind) for e in entries}))),
        waiting=_waiting(work, row, card),
    )


def _waiting(work: Work, row: CaseRow, card: CaseCard) -> list[tuple[str, datetime]]:
    """A breach is asked for until the next round of the ticker; here only while it lasts."""
    late = {clock.rule for clock in card.deadlines if clock.late}
    return [
        (words.chase(one.subject), one.next_at)
        for one in open_chases(work, row.id)
        if one.subject in late or not one.subject[:1].isupper()
    ]


def _in_order(card: CaseCard) -> list[Deadline]:
    """Running clocks first, and of them the law's before what is promised."""
    return sorted(card.deadlines, key=lambda clock: (bool(clock.stopped_at), not clock.statutory))


def _veiled(entry: Entry, hide: Callable[[str], str]) -> Entry:
    text = None if entry.text is None else hide(entry.text)
    return Entry(entry.no, entry.kind, entry.at, entry.actor, entry.data, text)


def _understood(work: Work, row: CaseRow, entries: list[Entry]) -> Understood:
    found = understanding(work, row.id)
    text = next((e.text for e in entries if e.kind is EventKind.opened and e.text), "")
    reasons = grounds(found, text)
    confidence = found.get("confidence")
    return Understood(
        stretches=stretches(text, reasons),
        grounds=reasons,
        words=text,
        confidence=None if confidence is None else float(confidence),
        runner_up=found.get("runner_up"),
        lexicon_version=row.lexicon_version,
    )


def _events(
    work: Work, city: City, officer: Officer, row: CaseRow, entries: list[Entry]
) -> list[Happened]:
    ids = {e.actor.removeprefix("officer:") for e in entries if e.actor.startswith("officer:")}
    ids |= {str(e.data["handler"]) for e in entries if e.data.get("handler")}
    names = officers.names(work, ids)
    back = _undoable(city, officer, row, entries)
    gone = {entry.data.get("undoes") for entry in entries}
    hidden = _hidden_numbers(work, city, officer, entries)
    return [
        Happened(
            no=entry.no,
            at=entry.at,
            title=words.event(entry.kind),
            who=_who(entry.actor, names),
            details=tuple(_details(city, entry, names, hidden)),
            text="" if entry.kind in _NO_WORDS else entry.text or "",
            undoable=entry.no in back,
            undone=entry.no in gone,
        )
        for entry in reversed(entries)
    ]


def _undoable(city: City, officer: Officer, row: CaseRow, entries: list[Entry]) -> frozenset[int]:
    if not may_work(officer, row, city):
        return frozenset()
    supervises = may(officer, Permission.supervise)
    return undoable(entries, officer.id, supervises=supervises, is_open=is_open(row))


_NO_WORDS = frozenset({EventKind.opened, EventKind.corrected})
"""Events whose words stand elsewhere on the page, or are no sentence."""


def _hidden_numbers(
    work: Work, city: City, officer: Officer, entries: Sequence[Entry]
) -> frozenset[str]:
    """Numbers of cases that the events name and the officer may not know of: the wall."""
    named = {str(e.data[key]) for e in entries for key in ("case", "earlier") if e.data.get(key)}
    named |= {str(one) for e in entries for one in _listed(e.data.get("similar"))}
    rows = {number: by_number(work, number) for number in named}
    return frozenset(
        number for number, row in rows.items() if row is None or not may_see(officer, row, city)
    )


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _who(actor: str, names: Mapping[str, str]) -> str:
    known = {"citizen": "来件人", "system": "系统"}
    return known.get(actor) or names.get(actor.removeprefix("officer:"), "工作人员")


def _details(
    city: City, entry: Entry, names: Mapping[str, str], hidden: frozenset[str]
) -> list[str]:
    data = entry.data
    said: list[str] = []
    if entry.kind is EventKind.corrected:
        said += words.changed(changes_of(data, entry.text), city)
    if "undoes" in data:
        said.append(f"撤销第 {data['undoes']} 条")
    if "office" in data:
        office = next((o.short for o in city.offices if o.code == data["office"]), data["office"])
        handler = names.get(str(data.get("handler")))
        said.append(f"{office}{' · ' + handler if handler else ''}")
    said += [str(data[key]) for key in ("office_reason", "handler_reason") if data.get(key)]
    said += [str(data[key]) for key in ("ground_text", "article") if data.get(key)]
    if data.get("on"):
        said.append(f"日期：{data['on']}")
    said += [f"{data['amount']} 元"] if "amount" in data else []
    if data.get("form"):
        said.append(f"《{data['name']}》")
    named = (str(data[key]) for key in ("case", "earlier") if data.get(key))
    said += [number for number in named if number not in hidden]
    if isinstance(data.get("reason_words"), list):
        said += map(str, data["reason_words"])
    if data.get("subject"):
        said.append(f"{load_chases()[str(data['subject'])].title}（第 {data['step']} 次）")
    if data.get("evidence"):
        said.append(f"照片 {data['evidence']} 张")
    if data.get("due_on"):
        said.append(f"期限 {data.get('rule', '')}：{data['due_on']}")
    return said
