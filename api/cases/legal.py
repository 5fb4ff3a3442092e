"""Which moves the law allows an officer now, and what each asks for. Pure."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Protocol

from api.cases.events import EventKind
from api.contract.codes import LABELS, Agency, Mark, Move
from api.contract.desk import Choice, LawfulMove
from api.kit.errors import Conflict, Forbidden, Refusal
from knowledge.forms import Ground, MoveForm, load_grounds, load_moves
from knowledge.statutes import cite

EVENT_OF: Mapping[Move, EventKind] = {
    Move.ask: EventKind.asked,
    Move.reply: EventKind.replied,
    Move.note: EventKind.noted,
    Move.confirm_competence: EventKind.competence_confirmed,
    Move.transfer: EventKind.transferred,
    Move.dispatch: EventKind.dispatched,
    Move.report_back: EventKind.reported_back,
    Move.refer: EventKind.referred,
    Move.redirect: EventKind.redirected,
    Move.dispute: EventKind.competence_disputed,
    Move.agree: EventKind.competence_agreed,
    Move.refer_up: EventKind.competence_passed_up,
    Move.designate: EventKind.competence_designated,
    Move.accept: EventKind.accepted,
    Move.refuse: EventKind.refused,
    Move.ask_papers: EventKind.papers_asked,
    Move.take_papers: EventKind.papers_taken,
    Move.record_agent: EventKind.agent_recorded,
    Move.record_joint: EventKind.joint_recorded,
    Move.record_consent: EventKind.consent_recorded,
    Move.refer_police: EventKind.sent_to_police,
    Move.invite: EventKind.invited,
    Move.complainant_agrees: EventKind.complainant_agreed,
    Move.respondent_agrees: EventKind.respondent_agreed,
    Move.delegate: EventKind.delegated,
    Move.end_delegation: EventKind.delegation_ended,
    Move.ask_recusal: EventKind.recusal_asked,
    Move.grant_recusal: EventKind.recusal_granted,
    Move.reject_recusal: EventKind.recusal_rejected,
    Move.find_clue: EventKind.clue_found,
    Move.settle: EventKind.settled,
    Move.draw_agreement: EventKind.agreement_drawn,
    Move.terminate: EventKind.terminated,
    Move.tell_both: EventKind.both_told,
    Move.call_back: EventKind.called_back,
    Move.record_recovery: EventKind.recovered,
    Move.publish: EventKind.published,
    Move.request_extension: EventKind.extension_requested,
    Move.extend: EventKind.extended,
    Move.reject_extension: EventKind.extension_rejected,
    Move.fix_term: EventKind.term_fixed,
    Move.start_testing: EventKind.testing_started,
    Move.end_testing: EventKind.testing_ended,
    Move.suspend: EventKind.suspended,
    Move.resume: EventKind.resumed,
    Move.file: EventKind.filed,
    Move.not_file: EventKind.not_filed,
    Move.conclude: EventKind.concluded,
    Move.transfer_crime: EventKind.crime_transferred,
    Move.link_repeat: EventKind.repeated,
    Move.merge_facts: EventKind.merged,
    Move.close: EventKind.closed,
    Move.register_order: EventKind.order_registered,
    Move.sign_order: EventKind.order_signed,
    Move.return_order: EventKind.order_returned,
    Move.supervise: EventKind.supervised,
    Move.answer_supervision: EventKind.supervision_answered,
    Move.send_back: EventKind.sent_back,
    Move.override: EventKind.overridden,
    Move.reject_override: EventKind.override_rejected,
    Move.suspect_accident: EventKind.accident_suspected,
    Move.confirm_accident: EventKind.accident_confirmed,
    Move.dismiss_accident: EventKind.accident_dismissed,
    Move.notify_health: EventKind.health_notified,
    Move.report_accident: EventKind.accident_reported,
    Move.grade_accident: EventKind.accident_graded,
    Move.end_accident: EventKind.accident_ended,
}
"""What each move leaves behind."""

ASKED_BEFORE: Mapping[Move, EventKind] = {
    Move.extend: EventKind.extension_requested,
    Move.reject_extension: EventKind.extension_requested,
    Move.grant_recusal: EventKind.recusal_asked,
    Move.reject_recusal: EventKind.recusal_asked,
    Move.override: EventKind.override_asked,
    Move.reject_override: EventKind.override_asked,
}
"""Moves that decide on what somebody asked for."""
FOUR_EYES = frozenset({*ASKED_BEFORE, Move.fix_term})
"""Moves that approve something: by another than who asked for it and than the handler."""


_ACCIDENT = frozenset({Mark.accident, Mark.accident_confirmed})


class Standing(Protocol):
    """As much of a case as the law's procedure depends on."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def marks(self) -> list[str]:
        """What stands on it beside its state."""


def lawful_moves(case: Standing, roles: Collection[str]) -> tuple[LawfulMove, ...]:
    """The moves an officer with these roles may make now, in the order they are read.

    While an accident stands on the case, what it asks for comes first.
    """
    fitting = [form for form in _forms(case.kind) if _fits(form, case) and _may(form, roles)]
    fitting.sort(key=lambda form: _ACCIDENT.isdisjoint(form.when))
    return tuple(_shown(form, frozenset(case.marks)) for form in fitting)


def require_lawful(case: Standing, move: Move, roles: Collection[str]) -> LawfulMove:
    """The form of a move.

    Raises:
        Forbidden: `role`, when the law allows it but not to this officer.
        Conflict: `unlawful`, when it is not allowed now; `allowed` names what is.
    """
    allowed = [lawful.move for lawful in lawful_moves(case, roles)]
    for form in _forms(case.kind):
        if form.move == move and _fits(form, case):
            if not _may(form, roles):
                raise Forbidden("role", "您的角色不能做这个操作。", allowed=allowed)
            return _shown(form, frozenset(case.marks))
    raise Conflict(
        "unlawful",
        "案件当前的状态不允许这个操作。",
        state=case.state,
        marks=list(case.marks),
        allowed=allowed,
    )


def is_lawful(case: Standing, event: EventKind) -> bool:
    """Whether some officer's move may leave this event now, whoever makes it."""
    return any(EVENT_OF[Move(f.move)] is event and _fits(f, case) for f in _forms(case.kind))


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


def ground_data(law_id: str, code: str) -> dict[str, Any]:
    """A listed ground as an event keeps it."""
    listed = next(one for one in load_grounds()[law_id].grounds if one.code == code)
    return {"ground": code, "ground_text": listed.text, "article": _article(listed)}


def ground_article(code: str) -> str | None:
    """The article that lists a ground, for the reason given with it; None for no listed ground."""
    listed = (one for listing in load_grounds().values() for one in listing.grounds)
    return next((_article(one) for one in listed if one.code == code), None)


def _fits(form: MoveForm, case: Standing) -> bool:
    marks = set(case.marks)
    return (
        case.state in form.states and marks.issuperset(form.when) and marks.isdisjoint(form.unless)
    )


def _may(form: MoveForm, roles: Collection[str]) -> bool:
    return not set(form.by).isdisjoint(roles)


@cache
def _forms(kind: str) -> tuple[MoveForm, ...]:
    return tuple(form for form in load_moves() if kind in form.kinds)


def _shown(form: MoveForm, marks: frozenset[str]) -> LawfulMove:
    beside = frozenset(marks & _that_matter(form))
    return _built(form, beside)


@cache
def _that_matter(form: MoveForm) -> frozenset[str]:
    listed = load_grounds().get(form.grounds or "")
    return frozenset(mark for g in (listed.grounds if listed else ()) for mark in g.unless)


@cache
def _built(form: MoveForm, marks: frozenset[str]) -> LawfulMove:
    return LawfulMove(
        move=Move(form.move),
        label=form.label,
        needs=form.needs,
        article=_article(form),
        grounds=_grounds(form.grounds, marks),
        hint=form.hint,
        group=form.group,
        done=form.done,
    )


def _article(source: MoveForm | Ground) -> str:
    if not source.instrument or not source.article:
        return ""
    return cite(source.instrument, source.article).text


def _grounds(law_id: str | None, marks: frozenset[str]) -> tuple[Choice, ...]:
    if law_id is None:
        return ()
    if law_id == "agencies":
        others = (agency for agency in Agency if agency is not Agency.market_regulation)
        return tuple(Choice(code=agency, text=LABELS[agency]) for agency in others)
    listed = load_grounds()[law_id].grounds
    return tuple(Choice(code=g.code, text=g.text) for g in listed if marks.isdisjoint(g.unless))
