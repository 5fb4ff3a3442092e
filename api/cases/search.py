"""Keeps what cases are found by, and finds them: numbers, traders, places, officers' words.

Nothing that a citizen wrote is kept here, and of what officers wrote nothing that was given as
an identity: the text is veiled before its words are taken.
"""

from collections.abc import Collection

from sqlalchemy import ARRAY, Text, column, literal, table
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.cases.events import EventKind
from api.cases.tables import CaseRow, Event, SearchRow
from api.cases.thread import Entry, thread
from api.cases.words import facets, words_in, words_of_facts
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.veil import veil

_BY_OFFICER = "officer:"
_NOT_OF_THE_MATTER = frozenset(
    {
        EventKind.identity_seen,
        EventKind.identity_asked,
        EventKind.identity_granted,
        EventKind.identity_refused,
        EventKind.corrected,
        EventKind.override_asked,  # words that may give away what should not go out
    }
)
_INDEX = table("search_index", column("rowid"), column("search_index"))
"""SQLite's own table over `search_row.words`."""
_NEWEST = 4000


def note(work: Work, case: CaseRow, event: Event, text: str | None) -> None:
    """Bring what a case is found by up to date with its newest event."""
    row = work.session.exec(select(SearchRow).where(SearchRow.case_id == case.id)).first()
    if row is None:
        row = SearchRow(case_id=case.id, words=frozenset(), said=frozenset())
    if event.data.get("identity"):  # hidden from now on also in what was written before
        row.said = _said_before(work, case.id)
    elif text and _counts(event):
        row.said |= _veiled_words(work, case.id, text)
    words = words_of(case, row.said)
    if words != row.words:
        row.words = words
        work.session.add(row)


def words_of(case: CaseRow, said: frozenset[str]) -> frozenset[str]:
    """All that a case is found by.

    Args:
        case: The case.
        said: The words that officers wrote.
    """
    return said | words_of_facts(case.number, case.facts) | facets(codes_of(case))


def note_missing(work: Work, most: int) -> int:
    """Make what cases of an earlier version are found by, oldest first; how many were made."""
    known = select(SearchRow.id).where(SearchRow.case_id == CaseRow.id).exists()
    wanted = select(CaseRow).where(~known).order_by(col(CaseRow.received_at), col(CaseRow.number))
    rows = work.session.exec(wanted.limit(most)).all()
    for case in rows:
        said = _said_before(work, case.id)
        row = SearchRow(case_id=case.id, words=words_of(case, said), said=said)
        work.session.add(row)
        work.session.flush()
    return len(rows)


def codes_of(case: CaseRow) -> dict[str, str | None]:
    """What a list of cases is narrowed by, by its name."""
    return {
        "kind": case.kind,
        "hazard": case.hazard,
        "setting": case.setting,
        "severity": case.severity,
        "agency": case.agency,
        "division": case.division,
        "state": case.state,
        "office": case.office,
        "handler": case.handler_id,
        "over": "no" if case.ended_at is None else "yes",
    }


def renew(work: Work, case: CaseRow) -> None:
    """Let a case be found by what is left of it alone, after data of it were taken away."""
    row = work.session.exec(select(SearchRow).where(SearchRow.case_id == case.id)).first()
    if row is not None:
        row.said = _said_before(work, case.id)
        row.words = words_of(case, row.said)
        work.session.add(row)
        work.session.flush()


def found_by(
    work: Work,
    every: Collection[str],
    one_of: Collection[str] = (),
    among: SelectOfScalar[str] | None = None,
    *,
    offset: int = 0,
    limit: int,
) -> list[str]:
    """The ids of the cases that have every word, and one of the others if there are any.

    The newest come first, without looking at all that is found.

    Args:
        work: The unit of work.
        every: Words that must all be there.
        one_of: Words of which one must be there; none asks for nothing.
        among: The ids of the cases that are looked at; None looks at all.
        offset: How many of the first are left out.
        limit: At most so many.
    """
    if work.session.get_bind().dialect.name == "sqlite":
        asked = [_by_index(_match(every, one_of))]
    else:
        # A word that many cases have is found among the newest ones; PostgreSQL would fetch all
        # that have it before it sorts. A word that few have is soon fetched.
        asked = [_by_array(row, every, one_of) for row in (_among_the_newest(), SearchRow)]
    found: list[str] = []
    for case_id, wanted in asked:
        narrowed = wanted if among is None else wanted.where(case_id.in_(among))
        found = list(work.session.exec(narrowed.offset(offset).limit(limit)).all())
        if len(found) == limit:
            break
    return found


_Asked = tuple[Mapped[str], SelectOfScalar[str]]


def _by_index(asked: str) -> _Asked:
    """SQLite's own index is walked from the newest row on."""
    case_id = col(SearchRow.case_id)
    if not asked:
        return case_id, select(case_id).order_by(col(SearchRow.id).desc())
    wanted = (
        select(case_id)
        .select_from(_INDEX)
        .join(SearchRow, col(SearchRow.id) == _INDEX.c.rowid)
        .where(_INDEX.c.search_index.op("MATCH")(asked))
        .order_by(_INDEX.c.rowid.desc())
    )
    return case_id, wanted


def _by_array(row: type[SearchRow], every: Collection[str], one_of: Collection[str]) -> _Asked:
    case_id, words = col(row.case_id), col(row.words)
    wanted = select(case_id).order_by(col(row.id).desc())
    wanted = wanted.where(words.op("@>")(_array(every))) if every else wanted
    wanted = wanted.where(words.op("&&")(_array(one_of))) if one_of else wanted
    return case_id, wanted


def _among_the_newest() -> type[SearchRow]:
    newest = select(SearchRow).order_by(col(SearchRow.id).desc()).limit(_NEWEST).subquery()
    return aliased(SearchRow, newest)


def _match(every: Collection[str], one_of: Collection[str]) -> str:
    """The question in FTS5's language; our words hold no quotation mark."""
    parts = [f'"{word}"' for word in sorted(every)]
    other = " OR ".join(f'"{word}"' for word in sorted(one_of))
    return " AND ".join([*parts, *([f"({other})"] if other else [])])


def _array(words: Collection[str]) -> object:
    return literal(sorted(words), ARRAY(Text()))


def _counts(one: Event | Entry) -> bool:
    return one.actor.startswith(_BY_OFFICER) and one.kind not in _NOT_OF_THE_MATTER


def _said_before(work: Work, case_id: str) -> frozenset[str]:
    """The words of officers, as far as they are left."""
    try:
        entries = thread(work, case_id)
    except (NotFound, ValueError):  # erased, or altered, which verify tells
        return frozenset()
    told = (one.text for one in entries if one.text and _counts(one))
    return frozenset[str]().union(*(_veiled_words(work, case_id, text) for text in told))


def _veiled_words(work: Work, case_id: str, text: str) -> frozenset[str]:
    return words_in(veil(text, ever_given(work, case_id), wholly=True))
