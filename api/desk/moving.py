"""Makes one move of an officer on a case."""

from typing import Any

from api.cases.events import EventKind
from api.cases.legal import EVENT_OF, require_lawful
from api.cases.repository import by_number_for_change, link
from api.cases.retained import GONE, level_of
from api.cases.service import append, done_before, officer_actor
from api.cases.tables import CaseRow
from api.contract.desk import LawfulMove, MoveRequest
from api.desk.fitness import DECIDE, ask_override, decide, fit
from api.desk.particulars import (
    data_of,
    earlier_case,
    evidence_of,
    require_another,
    require_superior,
    words_asked,
    words_of,
)
from api.kit.errors import Conflict, NotFound, Refusal
from api.kit.work import Work
from api.people.rights import may_see
from api.people.tables import Officer
from knowledge.cities.city import City


def move_case(
    work: Work, city: City, officer: Officer, number: str, request: MoveRequest
) -> CaseRow:
    """Make a move, once per key.

    Raises:
        NotFound: `unknown_case`, also when the officer may not know of it.
        Conflict: `unlawful`, `erased`, `changed` since the officer looked, `other_reporter`,
            `decided_already`.
        Forbidden: `role`, `own_request` (nobody approves what he asked for himself),
            `not_superior`.
        Unfit: `text_doubtful`, `text_blocked`, with the objections to the words.
        Refusal: `ground_needed`, `ground_not_met`, `text_needed`, `unknown_office`,
            `date_needed`, `unknown_earlier`, `amount_needed`, `evidence_with_note`.
    """
    case = by_number_for_change(work, number)
    before = done_before(work, case.id, request.key) if case is not None else None
    if case is not None and before is not None and before.actor == officer_actor(officer.id):
        return case  # also where the move, such as a transfer, took it out of their sight
    if case is None or not may_see(officer, case, city):
        raise NotFound("unknown_case", "没有这个案件。")
    if level_of(work, case.id) in GONE:
        raise Conflict("erased", "这个案件的个人信息已按保存期限处理，不能再办理。")
    if before is not None:
        return case
    require_seen(case, request.seen)
    lawful = require_lawful(case, request.move, officer.roles)
    require_another(work, case, officer, request.move)
    require_superior(work, city, case, officer, request)
    if request.move in DECIDE:
        waiting = decide(work, case, officer, request, lawful)
        if waiting is not None:
            author, let_out = waiting
            again = require_lawful(case, let_out.move, author.roles)
            _make(work, city, case, author, again, let_out, let_out_by=officer)
        return case
    return _make(work, city, case, officer, lawful, request)


def _make(
    work: Work,
    city: City,
    case: CaseRow,
    officer: Officer,
    lawful: LawfulMove,
    request: MoveRequest,
    let_out_by: Officer | None = None,
) -> CaseRow:
    text = words_of(lawful, request) or words_asked(work, case, request.move)
    data = data_of(work, city, case, lawful, request)
    data |= evidence_of(work, case, request)
    earlier = earlier_case(work, city, case, officer, request)
    actor = officer_actor(officer.id)
    if let_out_by is not None:
        data["let_out_by"] = let_out_by.id
    elif text and not fit(work, city, case, request, text):
        ask_override(work, city, case, officer, request, text)
        return case
    if earlier is not None:
        data["earlier"] = earlier.number
    append(
        work,
        case,
        EVENT_OF[request.move],
        actor=actor,
        text=text,
        data=data,
        key=request.key,
    )
    if earlier is not None:
        _join(work, case, earlier, actor, data)
    return case


def require_seen(case: CaseRow, seen: int | None) -> None:
    """Nobody acts on what has changed since they looked.

    Raises:
        Conflict: `changed`; `seen` is the last event that they saw.
    """
    if seen is not None and seen != case.last_event:
        raise Conflict("changed", "案件刚刚有了新的动态，请先看一看再操作。", seen=seen)


def since(refusal: Refusal) -> dict[str, str]:
    """For the page that explains a refusal: since which event the case has changed."""
    seen = refusal.more.get("seen")
    return {} if seen is None else {"since": str(seen)}


def _join(work: Work, case: CaseRow, earlier: CaseRow, actor: str, data: dict[str, Any]) -> None:
    """Tie a repeated report to the earlier one, and tell that one of new facts (R10, R11)."""
    link(work, case, earlier)
    kept = {"case": case.number, "article": data["article"]}
    if "received_at" in data:
        kept["received_at"] = data["received_at"]
        append(work, earlier, EventKind.new_facts, actor=actor, data=kept)
    else:
        append(work, earlier, EventKind.linked, actor=actor, data=kept)
