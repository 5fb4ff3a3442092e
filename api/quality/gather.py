"""Reads from the case what a text is held against."""

from collections.abc import Iterator, Sequence

from sqlmodel import select

from api.cases.events import EventKind
from api.cases.joining import leader
from api.cases.origin import conversation
from api.cases.repository import linked
from api.cases.service import CITIZEN
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.contract.codes import Kind
from api.contract.models import Reporter
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.tables import Officer
from api.quality.matter import Matter
from knowledge.cities.city import City
from knowledge.forms import event_words

_REPORTS = frozenset({Kind.report, Kind.tip})
_INTERNAL = frozenset(code for code, words in event_words().items() if words.internal)


def matter_of(work: Work, city: City, case: CaseRow, move: str) -> Matter:
    """What is known of a case that a text of this move is about to go out in."""
    entries = thread(work, case.id)
    before = [one.text for one in conversation(work, case.id) if one.from_citizen and one.text]
    own = ever_given(work, case.id)
    tied = [*linked(work, case.id), *(_leading(work, case))]
    demands = case.facts.get("demand")
    return Matter(
        move=move,
        kind=case.kind,
        today=work.now.astimezone(LEGAL_ZONE).date(),
        received_on=case.received_at.astimezone(LEGAL_ZONE).date(),
        demands=tuple(map(str, demands)) if isinstance(demands, list) else (),
        said=(*before, *(one.text for one in _said(entries) if one.text)),
        unanswered=tuple(_unanswered(before, entries)),
        told="\n".join(one.text for one in _told(entries) if one.text),
        own=own,
        others=tuple(_others(work, tied, own)),
        staff=frozenset(work.session.exec(select(Officer.name))),
        phones=_phones(city),
        reported=case.kind == Kind.complaint and any(one.kind in _REPORTS for one in tied),
    )


def _leading(work: Work, case: CaseRow) -> Iterator[CaseRow]:
    """The case that leads this one, and those that follow it."""
    lead = leader(work, case)
    if lead.id != case.id:
        yield lead
    yield from work.session.exec(select(CaseRow).where(CaseRow.lead_id == case.id))


def _said(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (one for one in entries if one.actor == CITIZEN and one.kind is EventKind.said)


def _told(entries: Sequence[Entry]) -> Iterator[Entry]:
    """An officer's words that went out."""
    for one in entries:
        if one.actor.startswith("officer:") and str(one.kind) not in _INTERNAL:
            yield one


def _unanswered(before: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    """What the person wrote since an officer wrote last; a question of ours answers nothing."""
    answered = [one.no for one in _told(entries) if one.text and one.kind is not EventKind.asked]
    last = max(answered, default=0)
    since = [one.text for one in _said(entries) if one.no > last and one.text]
    return since if answered else [*before, *since]


def _others(work: Work, tied: Sequence[CaseRow], own: Sequence[Reporter]) -> Iterator[Reporter]:
    """Who stands behind the tied cases, without what is the person's own too."""
    mine = {part for one in own for part in (one.name, one.phone, one.id_number, one.address)}
    for case in {one.id: one for one in tied}.values():
        for one in ever_given(work, case.id):
            parts = one.model_dump(include={"name", "phone", "id_number", "address"})
            yield Reporter(**{key: part for key, part in parts.items() if part not in mine})


def _phones(city: City) -> frozenset[str]:
    given = [one.phone for one in city.offices]
    given += [one.phone for one in city.about.bodies.values()]
    given += [one.number for one in city.about.hotlines]
    given += [city.about.duty.phone]
    return frozenset("".join(filter(str.isdigit, one))[-11:] for one in given)
