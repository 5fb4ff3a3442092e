"""What stands beside a case on its page: its trader, cases like it, and what may be put right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.assignment.giving import Candidate, may_be_given
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.console.casepage import CasePage, Happened
from api.console.choices import Choices, choices
from api.console.related import Alike, Company, Followed, alike, company, followed
from api.console.trader import Lookup, Trader, trader_of
from api.console.view import as_items
from api.contract.desk import CaseCard, QueueItem
from api.kit.work import Work
from api.people.rights import Permission, may, may_work
from api.people.tables import Officer
from api.quality.contents import added
from knowledge.cities.city import City
from knowledge.forms import load_phrases, load_snippets
from knowledge.replies import load_texts

_GAP = re.compile(r"\{(?:merchant|office)\}")


@dataclass(frozen=True, slots=True)
class Beside:
    """The rest of the page, for one officer."""

    trader: Trader
    history: list[QueueItem]
    same: list[tuple[QueueItem, Alike]]
    """Cases that look like the same matter."""
    company: Company
    followed: list[Followed]
    """What the reporters of the cases that follow this one said since."""
    walled: bool
    """A complaint and a report of one message are linked here."""
    works: bool
    """The officer may put things right."""
    choices: Choices
    handlers: list[tuple[str, list[Candidate]]]
    """To whom the officer may give the case."""
    phrases: Mapping[str, list[str]]
    """Sentences to begin from, by move."""
    added: Mapping[str, tuple[str, ...]]
    """What the notice of a move says by itself."""


def beside(
    work: Work,
    city: City,
    officer: Officer,
    row: CaseRow,
    page: CasePage,
    registered: Lookup,
) -> Beside:
    """Gather what stands beside the case."""
    trader = trader_of(work, city, officer, row, registered)
    together = company(work, city, officer, row)
    known = {one.id for one in (together.lead, *together.others) if one is not None}
    found = [one for one in alike(work, row, trader.latest) if one.surely]
    found = [one for one in found if one.row.id not in known]
    items = as_items(work, city, [one.row for one in found])
    kinds = {item.kind for item in page.linked} | {page.card.kind}
    gives = may(officer, Permission.supervise) and is_open(row)
    return Beside(
        trader=trader,
        history=as_items(work, city, trader.latest),
        same=list(zip(items, found, strict=True)),
        company=together,
        followed=followed(work, together.others),
        walled="complaint" in kinds and not kinds.isdisjoint({"report", "tip"}),
        works=may_work(officer, row, city),
        choices=choices(work, city),
        handlers=may_be_given(work, city, officer) if gives else [],
        phrases=_phrases(page.card),
        added={move: added(form, row.kind) for move, form in load_texts().items()},
    )


def _phrases(card: CaseCard) -> dict[str, list[str]]:
    """The sentences with what is known of the case; the rest stays a line to write on."""
    known = {"{merchant}": card.facts.merchant or "____", "{office}": card.office}

    def filled(phrase: str) -> str:
        return _GAP.sub(lambda gap: known[gap[0]], phrase)

    found = {move: [filled(one) for one in all_] for move, all_ in load_phrases().items()}
    for one in load_snippets():
        if one.fits(card.kind, card.state, card.hazard):  # what fits best comes first
            found[one.move] = [filled(one.text), *found.get(one.move, [])]
    return found


def news(events: Sequence[Happened], since: int | None) -> list[Happened]:
    """What happened after the event that somebody saw last, oldest first."""
    return [] if since is None else [one for one in reversed(events) if one.no > since]
