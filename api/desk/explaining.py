"""Why a limit was not kept: the reason is an event of the case, and its clock knows which one."""

from api.cases.events import EventKind
from api.cases.repository import by_id_for_change
from api.cases.retained import GONE, level_of
from api.cases.service import append, officer_actor
from api.clock.late import was_breached
from api.clock.service import note_explained
from api.clock.tables import ClockRow
from api.kit.errors import Conflict, NotFound, Refusal
from api.kit.work import Work
from api.people.rights import may_work
from api.people.tables import Officer
from knowledge.cities.city import City

_SHORTEST_REASON = 4


def explain_breach(work: Work, city: City, officer: Officer, clock_id: int, words: str) -> None:
    """Keep the reason; another one takes its place, and both stay in the thread.

    Raises:
        NotFound: `unknown_case`, no clock that ran out, or none that the officer works with.
        Conflict: `erased`.
        Refusal: `breach_reason_needed`.
    """
    clock = work.session.get(ClockRow, clock_id)
    case = None if clock is None else by_id_for_change(work, clock.case_id)
    if clock is None or case is None or not may_work(officer, case, city):
        raise NotFound("unknown_case", "没有这个案件。")
    if not was_breached(clock, work.now):
        raise NotFound("unknown_case", "没有这个案件。")
    if level_of(work, case.id) in GONE:
        raise Conflict("erased", "这个案件的个人信息已按保存期限处理，不能再办理。")
    reason = words.strip()
    if len(reason) < _SHORTEST_REASON:
        raise Refusal("breach_reason_needed", "请写明超期的原因。")
    event = append(
        work,
        case,
        EventKind.breach_explained,
        actor=officer_actor(officer.id),
        text=reason,
        data={"rule": clock.rule, "due_on": clock.due_on.isoformat()},
    )
    note_explained(work, clock, event.no)
