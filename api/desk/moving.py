"""Makes one move of an officer on a case."""

from typing import Any

from api.cases.legal import EVENT_OF, ground_text, require_lawful
from api.cases.repository import by_number_for_change, events
from api.cases.service import append, done_before, officer_actor
from api.cases.tables import CaseRow
from api.contract.codes import Move
from api.contract.desk import LawfulMove, MoveRequest
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
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
        Conflict: `unlawful`, `changed` since the officer looked.
        Forbidden: `role`, `own_request` (nobody approves what he asked for himself).
        Refusal: `ground_needed`, `text_needed`, `unknown_office`.
    """
    case = by_number_for_change(work, number)
    if case is None or not may_see(officer, case, city):
        raise NotFound("unknown_case", "没有这个案件。")
    if done_before(work, case.id, request.key):
        return case
    if request.seen is not None and request.seen != case.last_event:
        raise Conflict("changed", "案件刚刚有了新的动态，请先看一看再操作。")
    lawful = require_lawful(case, request.move, officer.roles)
    if request.move is Move.extend:
        _four_eyes(work, case, officer)
    append(
        work,
        case,
        EVENT_OF[request.move],
        actor=officer_actor(officer.id),
        text=_text(lawful, request),
        data=_data(city, lawful, request),
        key=request.key,
    )
    return case


def _four_eyes(work: Work, case: CaseRow, officer: Officer) -> None:
    asked = [e for e in events(work, case.id) if e.kind == "extension_requested"]
    if asked and asked[-1].actor == officer_actor(officer.id):
        raise Forbidden("own_request", "延期申请不能由申请人本人批准。")


def _text(lawful: LawfulMove, request: MoveRequest) -> str | None:
    text = (request.text or "").strip()
    if "text" in lawful.needs and not text:
        raise Refusal("text_needed", "请填写说明，对方会看到。")
    return text or None


def _data(city: City, lawful: LawfulMove, request: MoveRequest) -> dict[str, Any]:
    data: dict[str, Any] = {"article": lawful.article}
    ground = ground_text(lawful, request.ground)
    if ground is not None:
        data |= {"ground": request.ground, "ground_text": ground}
    if "office" in lawful.needs:
        data["office"] = _office(city, request.office)
    return data


def _office(city: City, code: str | None) -> str:
    try:
        return city.office(code or "").code
    except KeyError as error:
        raise Refusal("unknown_office", "请选择要转去的办公室。") from error
