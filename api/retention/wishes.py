"""What is stored of a chat, and what becomes of the wish to have it erased (PIPL Art. 45, 47)."""

from collections.abc import Sequence

from api.cases.events import EventKind
from api.cases.numbers import plain
from api.cases.origin import conversation
from api.cases.repository import by_id_for_change, by_ids, evidence_count
from api.cases.retained import level_of
from api.cases.service import CITIZEN, append, done_before
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.contract.codes import Kind, State
from api.contract.models import ChannelRef, Reporter
from api.contract.privacy import Erasure, ErasureRequest, Level, Outcome, Stored, StoredCase
from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.reporters import cases_of_channel, identity, masked
from api.retention.deeds import Hide, remove_identity, take_away
from api.retention.due import further, steps
from api.retention.sweep import ended_on
from knowledge.cities.city import City
from knowledge.statutes import cite

_FREE = frozenset({Kind.query, Kind.suggestion})
"""Kinds whose files nothing orders to keep."""
_MAY_BE_NAMELESS = frozenset({Kind.report, Kind.tip})
_GROUND: dict[Outcome, str] = {
    Outcome.erased: "47",
    Outcome.restricted: "47",
    Outcome.already: "47",
    Outcome.identity_removed: "47",
    Outcome.after_end: "13(三)",
}


def stored(work: Work, city: City, channel: ChannelRef) -> Stored:
    """Everything that is stored of a chat, masked."""
    cases = by_ids(work, cases_of_channel(work, channel))
    return Stored(
        cases=tuple(_stored(work, city, case) for case in cases),
        basis=cite("pipl", "13(三)").text,
        right=f"{cite('pipl', '45').text}、{cite('pipl', '47').text}",
    )


def erase(work: Work, request: ErasureRequest, hide: Hide) -> Sequence[Erasure]:
    """Do what the law allows now, for one case of a chat or for all.

    Raises:
        NotFound: `unknown_case`, whether it does not exist or belongs to somebody else.
    """
    cases = by_ids(work, cases_of_channel(work, request.channel))
    if request.number is not None:
        cases = [case for case in cases if case.number == plain(request.number)]
        if not cases:
            raise NotFound("unknown_case", "没有找到这个编号的案件。")
    return [_erase(work, case.id, request.key, hide) for case in cases]


def _erase(work: Work, case_id: str, key: str, hide: Hide) -> Erasure:
    case = by_id_for_change(work, case_id)
    outcome = _outcome(work, case)
    if done_before(work, case.id, key) is None:
        _do(work, case, outcome, key, hide)
    return Erasure(
        number=case.number, outcome=outcome, article=cite("pipl", _GROUND[outcome]).text
    )


def _do(work: Work, case: CaseRow, outcome: Outcome, key: str, hide: Hide) -> None:
    why = {"wish": True, "key": key}
    match outcome:
        case Outcome.erased:
            take_away(work, case.id, Level.erased, hide, actor=CITIZEN, why=why)
        case Outcome.restricted:
            take_away(work, case.id, Level.restricted, hide, actor=CITIZEN, why=why)
        case Outcome.identity_removed:
            remove_identity(work, case, actor=CITIZEN, key=key)
        case Outcome.after_end:
            append(work, case, EventKind.erasure_wished, actor=CITIZEN, key=key)
        case Outcome.already:
            pass


def _outcome(work: Work, case: CaseRow) -> Outcome:
    if level_of(work, case.id) is not None:
        return Outcome.already
    if not is_open(case):
        return Outcome.erased if case.kind in _FREE else Outcome.restricted
    named = (identity(work, case.id) or Reporter()) != Reporter()
    return (
        Outcome.identity_removed if case.kind in _MAY_BE_NAMELESS and named else Outcome.after_end
    )


def _stored(work: Work, city: City, case: CaseRow) -> StoredCase:
    level, ended, plan = level_of(work, case.id), None, city.about.keeping
    if not is_open(case):
        ended = ended_on(work, case.id)
    ahead = further(level, steps(plan, case.kind, ended)) if plan and ended else []
    return StoredCase(
        number=case.number,
        kind=Kind(case.kind),
        state=State(case.state),
        open=is_open(case),
        received_at=case.received_at,
        identity=masked(work, case.id),
        messages=sum(1 for line in conversation(work, case.id) if line.from_citizen),
        photos=evidence_count(work, case.id),
        level=level,
        next_level=ahead[0].level if ahead else None,
        next_on=ahead[0].on if ahead else None,
        wish=_outcome(work, case),
    )
