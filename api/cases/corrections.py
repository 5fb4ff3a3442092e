"""What officers put right, as labelled messages: the lexicon's list of errors."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from api.cases.correcting import changes_of
from api.cases.events import EventKind
from api.cases.repository import by_filing
from api.cases.tables import CaseRow, Event
from api.cases.thread import thread
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.veil import veil

_AS_IT_STANDS = frozenset({"hazard", "setting", "severity", "place"})


def corrections(work: Work, hide: Callable[[str, datetime], str]) -> Iterator[dict[str, Any]]:
    """One row a corrected case: its words, without what names the writer, and what is right.

    Only what was corrected is stated, and what was taken back is not.
    """
    corrected = select(Event.case_id).where(Event.kind == EventKind.corrected)
    wanted = select(CaseRow).where(col(CaseRow.id).in_(corrected)).order_by(col(CaseRow.number))
    for case in work.session.exec(wanted):
        try:
            row = _row(work, case, hide)
        except NotFound:  # the case was erased
            continue
        if row is not None:
            yield row


def _row(work: Work, case: CaseRow, hide: Callable[[str, datetime], str]) -> dict[str, Any] | None:
    entries = thread(work, case.id)
    opened = next((one for one in entries if one.kind is EventKind.opened), None)
    fields = set[str]()
    gone = {one.data.get("undoes") for one in entries}
    for one in entries:
        by_officer = one.kind is EventKind.corrected and one.actor.startswith("officer:")
        if by_officer and one.no not in gone and "undoes" not in one.data:
            fields |= changes_of(one.data, one.text).keys()
    if opened is None or not opened.text or not fields:
        return None
    now: dict[str, object] = {"hazard": case.hazard, "setting": case.setting}
    now |= {"severity": case.severity, "place": case.facts.get("place")}
    label = {name: now[name] for name in sorted(fields & _AS_IT_STANDS)}
    if "division" in fields:
        label["district"] = case.facts.get("district")
    if "kind" in fields:
        label["kinds"] = sorted({one.kind for one in by_filing(work, case.filing_key)})
    said = hide(veil(opened.text, ever_given(work, case.id), wholly=True), opened.at)
    return {"id": case.number, "text": said, **label}
