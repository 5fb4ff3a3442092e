"""What a reporter adds to a case of his own, and taking it back."""

import json
from typing import Any

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.facts import set_facts, with_new
from api.cases.legal import ground_data
from api.cases.numbers import plain
from api.cases.repository import by_number_for_change
from api.cases.service import CITIZEN, append, done_before
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.contract.codes import Kind, Mark, State
from api.contract.models import ChannelRef, Supplement, Withdrawal
from api.intake.raising import raise_level
from api.intake.tips import unnamed_words
from api.kit.errors import Conflict, Forbidden, NotFound
from api.kit.work import Work
from api.people.followers import followed
from api.people.reporters import cases_of_channel, save_reporter

_WITHDRAWN_WHILE_MEDIATED = "C12-1"
_TAKES_BACK = frozenset({Kind.complaint, Kind.query, Kind.suggestion})


def own_case(work: Work, channel: ChannelRef, number: str) -> CaseRow:
    """A case of this chat, locked for change.

    Raises:
        NotFound: `unknown_case`, whether it does not exist or belongs to somebody else.
    """
    case = by_number_for_change(work, plain(number))
    if case is None or case.id not in cases_of_channel(work, channel):
        raise NotFound("unknown_case", "没有找到这个编号的案件。")
    return case


def _followed_case(work: Work, channel: ChannelRef, number: str) -> CaseRow | None:
    """A case that this chat opened by receipt code, locked for change."""
    case = by_number_for_change(work, plain(number))
    known = case is not None and case.id in followed(work, channel)
    return case if known else None


def supplement(work: Work, number: str, said: Supplement) -> CaseRow:
    """Add words, facts, identity or evidence to a case of this chat.

    From a chat that holds only the receipt code words and evidence are taken: neither the
    facts nor the identity change, as the code may be stolen.

    A case that has ended takes them too: its handler is told, and nothing else changes. It is
    not opened again, and what it was decided on stays as it was.

    Raises:
        NotFound: `unknown_case`, `unknown_evidence`.
    """
    by_code = _followed_case(work, said.channel, number)
    if by_code is not None:
        said = said.model_copy(update={"facts": None, "reporter": None, "severity": None})
    case = by_code or own_case(work, said.channel, number)
    if done_before(work, case.id, said.key):
        return case
    changed = _merge(case, said) if is_open(case) else []
    words = unnamed_words(work, case, said)
    if said.reporter is not None:
        save_reporter(work, case.id, said.reporter)
        case.anonymous = False
    added = evidence.attach(work, case, said.evidence)
    append(
        work,
        case,
        EventKind.said,
        actor=CITIZEN,
        text=words or None,
        data={
            "facts": changed,
            "identity": said.reporter is not None,
            "evidence": added,
            **({} if by_code is None else {"by_code": True}),
        },
        key=said.key,
    )
    if "people_ill" in changed or said.severity is not None:
        raise_level(work, case, said.severity)
    return case


def withdraw(work: Work, number: str, wish: Withdrawal) -> CaseRow:
    """Take a case of this chat back, as far as the law lets that end it.

    A complaint under mediation is terminated (Order 121 Art. 23(1)(一), rule C12); a report
    stays with the office, which is told of the wish: a violation is checked all the same. So is
    a joint complaint while those represented have not agreed (Order 121 Art. 12, rule C08).

    Raises:
        NotFound: `unknown_case`.
        Forbidden: `by_code_only`, the chat holds no more than the receipt code.
        Conflict: `closed`, the case is finished.
    """
    if _followed_case(work, wish.channel, number) is not None:
        raise Forbidden("by_code_only", "凭查询码不能撤回，请在当初登记的聊天里发「撤回」。")
    case = own_case(work, wish.channel, number)
    if done_before(work, case.id, wish.key):
        return case
    if not is_open(case):
        raise Conflict("closed", "这个案件已经办结。")
    kind, data = _ending(case)
    words = wish.reason or None
    append(work, case, kind, actor=CITIZEN, text=words, data=data, key=wish.key)
    return case


def _ending(case: CaseRow) -> tuple[EventKind, dict[str, Any]]:
    taken_back = Kind(case.kind) in _TAKES_BACK and case.state == State.received
    if taken_back and Mark.consent_missing not in case.marks:
        return EventKind.withdrawn, {}
    if case.state == State.accepted and Mark.consent_missing not in case.marks:
        return EventKind.terminated, ground_data("C12", _WITHDRAWN_WHILE_MEDIATED)
    return EventKind.said, {"wants_withdrawal": True}


def _merge(case: CaseRow, said: Supplement) -> list[str]:
    if said.facts is None:
        return []
    new = json.loads(said.facts.model_dump_json(exclude_defaults=True, exclude_none=True))
    changed = sorted(field for field, value in new.items() if case.facts.get(field) != value)
    set_facts(case, with_new(case.facts, new))
    return changed
