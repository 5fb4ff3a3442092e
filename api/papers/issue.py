"""Which form goes with which event by itself, and which may be printed."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from api.cases.events import EventKind
from api.cases.tables import CaseRow
from api.contract.codes import Mark
from knowledge.forms import PaperForm, load_grounds, load_papers

_E = EventKind

ISSUED: Mapping[EventKind, str] = {
    _E.dispatched: "3",
    _E.papers_asked: "4",
    _E.accepted: "5",
    _E.refused: "6",
    _E.invited: "7",
    _E.terminated: "8",
    _E.agreement_drawn: "9",
    _E.closed: "10",
}
"""The form that a decision is told by."""


def form_of(code: str) -> PaperForm | None:
    """The form with a code."""
    return next((form for form in load_papers() if form.code == code), None)


def issued_by(case: CaseRow, event: EventKind, data: Mapping[str, Any]) -> PaperForm | None:
    """The form that goes with an event of a case, by its kind and data, if any.

    A report that the office opened itself has nobody to be told its result; an agreement that
    was carried out at once, or that both sides want no paper of, is recorded alone.
    """
    if data.get("ground") in _paperless():
        return None
    form = form_of(ISSUED.get(event, ""))
    if form is None or case.kind not in form.kinds or Mark.ex_officio in case.marks:
        return None
    return form


@cache
def _paperless() -> frozenset[str]:
    listed = (one for listing in load_grounds().values() for one in listing.grounds)
    return frozenset(one.code for one in listed if one.paperless)


def may_be_made_out(kind: str, happened: Collection[str]) -> tuple[PaperForm, ...]:
    """The forms of a case, by what has happened to it."""
    return tuple(
        form
        for form in load_papers()
        if kind in form.kinds and not set(form.after).isdisjoint(happened)
    )
