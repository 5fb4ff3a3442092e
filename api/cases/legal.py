"""Which moves the law allows an officer now, and what each asks for. Pure."""

from collections.abc import Collection
from functools import cache

from api.cases.events import EventKind
from api.cases.tables import CaseRow
from api.contract.codes import LABELS, Agency, Move
from api.contract.desk import Choice, LawfulMove
from api.kit.errors import Conflict, Forbidden, Refusal
from knowledge.forms import MoveForm, load_grounds, load_moves
from knowledge.statutes import cite

EVENT_OF: dict[Move, EventKind] = {
    Move.accept: EventKind.accepted,
    Move.refuse: EventKind.refused,
    Move.ask: EventKind.asked,
    Move.reply: EventKind.replied,
    Move.note: EventKind.noted,
    Move.request_extension: EventKind.extension_requested,
    Move.extend: EventKind.extended,
    Move.start_testing: EventKind.testing_started,
    Move.end_testing: EventKind.testing_ended,
    Move.transfer: EventKind.transferred,
    Move.refer: EventKind.referred,
    Move.settle: EventKind.settled,
    Move.terminate: EventKind.terminated,
    Move.file: EventKind.filed,
    Move.not_file: EventKind.not_filed,
    Move.conclude: EventKind.concluded,
    Move.close: EventKind.closed,
}
"""What each move leaves behind."""

APPROVES = frozenset({"approver"})
WORKS = frozenset({"handler", "supervisor"})


def lawful_moves(case: CaseRow, roles: Collection[str]) -> tuple[LawfulMove, ...]:
    """The moves an officer with these roles may make now, in the order they are read."""
    return tuple(
        _shown(form) for form in _forms(case.kind) if _fits(form, case) and _may(form, roles)
    )


def require_lawful(case: CaseRow, move: Move, roles: Collection[str]) -> LawfulMove:
    """The form of a move.

    Raises:
        Forbidden: `role`, when the law allows it but not to this officer.
        Conflict: `unlawful`, when it is not allowed now; `allowed` names what is.
    """
    for form in _forms(case.kind):
        if form.move == move and _fits(form, case):
            if not _may(form, roles):
                raise Forbidden("role", "您的角色不能做这个操作。")
            return _shown(form)
    allowed = [lawful.move for lawful in lawful_moves(case, roles)]
    raise Conflict("unlawful", "案件当前的状态不允许这个操作。", state=case.state, allowed=allowed)


def ground_text(lawful: LawfulMove, code: str | None) -> str | None:
    """The wording of a chosen ground.

    Raises:
        Refusal: `ground_needed`, when the move wants a listed ground and got none of them.
    """
    if "ground" not in lawful.needs:
        return None
    for ground in lawful.grounds:
        if ground.code == code:
            return ground.text
    raise Refusal(
        "ground_needed", "请选择一项法定理由。", grounds=[g.code for g in lawful.grounds]
    )


def _fits(form: MoveForm, case: CaseRow) -> bool:
    if case.state not in form.states:
        return False
    match form.move:
        case Move.start_testing:
            return case.testing_since is None
        case Move.end_testing:
            return case.testing_since is not None
        case Move.request_extension:
            return not case.extension_requested and not case.extended
        case Move.extend:
            return case.extension_requested
        case _:
            return True


def _may(form: MoveForm, roles: Collection[str]) -> bool:
    wanted = APPROVES if form.move == Move.extend else WORKS
    return not wanted.isdisjoint(roles)


@cache
def _forms(kind: str) -> tuple[MoveForm, ...]:
    return tuple(form for form in load_moves() if kind in form.kinds)


@cache
def _shown(form: MoveForm) -> LawfulMove:
    article = cite(form.instrument, form.article).text if form.instrument and form.article else ""
    return LawfulMove(
        move=Move(form.move),
        label=form.label,
        needs=form.needs,
        article=article,
        grounds=_grounds(form.grounds),
        hint=form.hint,
    )


def _grounds(law_id: str | None) -> tuple[Choice, ...]:
    if law_id is None:
        return ()
    if law_id == "agencies":
        others = (agency for agency in Agency if agency is not Agency.market_regulation)
        return tuple(Choice(code=agency, text=LABELS[agency]) for agency in others)
    return tuple(Choice(code=g.code, text=g.text) for g in load_grounds()[law_id].grounds)
