"""What a move comes with, checked: its words, ground, office, day, the other case."""

from typing import Any

from api.accidents.service import plan_data
from api.cases.evidence import attach, tied_elsewhere
from api.cases.legal import ASKED_BEFORE, FOUR_EYES, ground_article, ground_text
from api.cases.repository import by_number_for_change, events
from api.cases.service import officer_actor
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.clock.service import deadlines
from api.contract.codes import Kind, Move, State
from api.contract.desk import LawfulMove, MoveRequest
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
from api.kit.now import LEGAL_ZONE
from api.kit.work import Work
from api.people.reporters import same_reporter
from api.people.rights import above, by_another, may_see
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.forms import suspicion_words

_OVER_SIXTY_DAYS = "C12-5"
_REPORTS = frozenset({Kind.report, Kind.tip})
_ELSEWHERE = frozenset({Move.transfer, Move.dispatch, Move.dispute})
"""Moves that name another office than the case's own."""


def words_of(lawful: LawfulMove, request: MoveRequest) -> str | None:
    """The officer's words.

    Raises:
        Refusal: `text_needed`.
    """
    text = (request.text or "").strip()
    if "text" in lawful.needs and not text:
        raise Refusal("text_needed", "请填写说明，对方会看到。")
    return text or None


def words_asked(work: Work, case: CaseRow, move: Move) -> str | None:
    """The reason an extension was asked for: the reporter is told it with the new day."""
    if move is not Move.extend:
        return None
    asked = [one for one in thread(work, case.id) if one.kind == ASKED_BEFORE[move]]
    return asked[-1].text if asked else None


def data_of(
    work: Work, city: City, case: CaseRow, lawful: LawfulMove, request: MoveRequest
) -> dict[str, Any]:
    """What the event of a move keeps in clear.

    Raises:
        Refusal: `ground_needed`, `unknown_office`, `date_needed`, `unknown_earlier`,
            `amount_needed`, `ground_not_met`.
    """
    data: dict[str, Any] = {"article": lawful.article}
    ground = ground_text(lawful, request.ground)
    if ground is not None:
        _require_met(work, case, request.ground)
        data |= {"ground": request.ground, "ground_text": ground}
        data["article"] = ground_article(str(request.ground)) or lawful.article
    if "office" in lawful.needs:
        data["office"] = _office(city, case, request)
    if "date" in lawful.needs:
        data["on"] = _day(work, request)
    if "amount" in lawful.needs:
        data["amount"] = _amount(request)
    if request.move is Move.merge_facts:
        data["received_at"] = case.received_at.isoformat()
    if request.move is Move.suspect_accident:
        said = [suspicion_words()["officer"]]
        data |= {"reasons": ["officer"], "reason_words": said, **plan_data(work, city, case)}
    return data


def evidence_of(work: Work, case: CaseRow, request: MoveRequest) -> dict[str, Any]:
    """Tie the photos that go with a note to the case; the event keeps how many.

    Raises:
        Refusal: `evidence_with_note`, with any other move.
        NotFound: `unknown_evidence`.
    """
    if not request.evidence:
        return {}
    if request.move is not Move.note:
        raise Refusal("evidence_with_note", "照片要和内部备注一起保存。")
    if tied_elsewhere(work, case, request.evidence):  # or a known id would show its picture
        raise NotFound("unknown_evidence", "没有找到这张照片，请重新发送。")
    return {"evidence": attach(work, case, request.evidence)}


def require_another(work: Work, case: CaseRow, officer: Officer, move: Move) -> None:
    """Nobody decides on what they asked for, or for a case of their own.

    Raises:
        Forbidden: `own_request`.
    """
    if move not in FOUR_EYES:
        return
    if not by_another(officer, asker_of(work, case, move), case.handler_id):
        raise Forbidden("own_request", "申请不能由申请人本人批准，也不能由办理人批准自己的案件。")


def asker_of(work: Work, case: CaseRow, move: Move) -> str | None:
    """Id of the officer who last asked for what a move decides on."""
    told = [event for event in events(work, case.id) if event.kind == ASKED_BEFORE.get(move)]
    return told[-1].actor.removeprefix(officer_actor("")) if told else None


def require_superior(
    work: Work, city: City, case: CaseRow, officer: Officer, request: MoveRequest
) -> None:
    """Only an office above both sides of a dispute designates (R09).

    Raises:
        Forbidden: `not_superior`.
    """
    if request.move is not Move.designate:
        return
    told = [e for e in events(work, case.id) if e.kind == "competence_disputed"]
    sides = {case.office, *(str(e.data["office"]) for e in told[-1:])}
    if not all(side and officer.office in above(city, side) for side in sides):
        raise Forbidden("not_superior", "只能由争议双方共同的上级部门指定。")


def earlier_case(
    work: Work, city: City, case: CaseRow, officer: Officer, request: MoveRequest
) -> CaseRow | None:
    """The earlier report that a repeated one names, locked for change; None where none is asked.

    Raises:
        Refusal: `unknown_earlier`, no report, or none that the officer may see.
        Conflict: `other_reporter`, `decided_already`.
    """
    if request.move not in {Move.link_repeat, Move.merge_facts}:
        return None
    number = (request.case or "").strip().upper()
    found = by_number_for_change(work, number) if number else None
    known = found is not None and found.id != case.id and may_see(officer, found, city)
    if found is None or not known or found.kind not in _REPORTS:
        raise Refusal("unknown_earlier", "请填写先前那件举报的编号。")
    if not same_reporter(work, case.id, found.id):
        raise Conflict("other_reporter", "先前的案件不是同一举报人提出的，不能作为重复举报处理。")
    if request.move is Move.merge_facts and found.state != State.received:
        raise Conflict("decided_already", "先前的案件已经作出决定，新的事实请在本案办理。")
    return found


def _require_met(work: Work, case: CaseRow, code: str | None) -> None:
    """The sixty days of C12 ground 5 must be over before they can end a mediation."""
    if code != _OVER_SIXTY_DAYS:
        return
    clocks = deadlines(work, [case.id]).get(case.id, ())
    if not any(c.rule == "C10" and c.stopped_at is None and c.late for c in clocks):
        raise Refusal("ground_not_met", "调解期限还没有届满，不能以这一项终止调解。")


def _office(city: City, case: CaseRow, request: MoveRequest) -> str:
    try:
        code = city.office(request.office or "").code
    except KeyError as error:
        raise Refusal("unknown_office", "请选择要转去的办公室。") from error
    if request.move in _ELSEWHERE and code == case.office:
        raise Refusal("unknown_office", "请选择另一个办公室，案件已经在这里。")
    return code


def _amount(request: MoveRequest) -> str:
    if request.amount is None:
        raise Refusal("amount_needed", "请填写金额（元），最多两位小数。")
    return f"{request.amount:.2f}"


def _day(work: Work, request: MoveRequest) -> str:
    today = work.now.astimezone(LEGAL_ZONE).date()
    if request.on is None or request.on < today:
        raise Refusal("date_needed", "请选择今天或以后的日期。")
    return request.on.isoformat()
