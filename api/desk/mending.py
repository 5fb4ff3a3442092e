"""What an officer puts right beside the moves of the law: corrections, joins, and undoing."""

from collections.abc import Mapping

from api.assignment.service import hand_to
from api.cases.correcting import changes_of, correct, differences
from api.cases.events import EventKind
from api.cases.joining import join, part
from api.cases.repository import by_number_for_change
from api.cases.retained import GONE, level_of
from api.cases.service import append, done_before, officer_actor
from api.cases.states import is_open
from api.cases.tables import CaseRow
from api.cases.thread import Entry, thread
from api.cases.undoing import undoable
from api.contract.codes import Kind
from api.contract.desk import CorrectRequest
from api.desk.moving import require_seen
from api.kit.errors import Conflict, Forbidden, NotFound, Refusal
from api.kit.work import Work
from api.people import officers
from api.people.reporters import masked
from api.people.rights import Permission, may, may_see, may_work
from api.people.tables import Officer
from knowledge.cities import divisions
from knowledge.cities.city import City


def correct_case(
    work: Work, city: City, officer: Officer, number: str, wanted: CorrectRequest
) -> None:
    """Correct how a case was understood, once per key.

    Raises:
        NotFound: `unknown_case`.
        Forbidden: `role`.
        Conflict: `changed`, `kind_settled`, `over`.
        Refusal: `nothing_changed`, `unknown_division`, `identity_needed`.
    """
    case = workable(work, city, officer, number)
    if done_before(work, case.id, wanted.key):
        return
    require_seen(case, wanted.seen)
    fields = wanted.model_dump(mode="json", exclude_none=True, exclude={"key", "seen"})
    fields = {name: value.strip() for name, value in fields.items() if value.strip()}
    changes = differences(case, fields)
    if not changes:
        raise Refusal("nothing_changed", "没有可以更正的内容，选的和现在的一样。")
    if not is_open(case) and not changes.keys() <= {"hazard", "setting"}:
        raise Conflict("over", "案件已经了结，只能更正隐患和场所。")
    _require_identity(work, case, changes)
    actor, district = officer_actor(officer.id), _district(city, fields.get("division"))
    correct(work, case, changes, district=district, actor=actor, key=wanted.key)


def join_case(work: Work, city: City, officer: Officer, number: str, lead: str) -> None:
    """Handle a case together with another that the officer may work on.

    Raises:
        NotFound: `unknown_case`.
        Forbidden: `role`.
        Refusal: `unknown_lead`.
        Conflict: `joined_already`, `other_side`, `circle`.
    """
    case = workable(work, city, officer, number)
    found = by_number_for_change(work, lead.strip().upper())
    if found is None or not may_work(officer, found, city):
        raise Refusal("unknown_lead", "没有这个案件，或者您看不到它。")
    join(work, case, found, actor=officer_actor(officer.id))


def part_case(work: Work, city: City, officer: Officer, number: str) -> None:
    """Let a case go its own way again.

    Raises:
        NotFound: `unknown_case`.
        Forbidden: `role`.
        Conflict: `not_joined`.
    """
    part(work, workable(work, city, officer, number), actor=officer_actor(officer.id))


def undo(work: Work, city: City, officer: Officer, number: str, event_no: int) -> None:
    """Take back what the law leaves to the office, by an event that says so.

    Raises:
        NotFound: `unknown_case`.
        Forbidden: `role`.
        Conflict: `not_undoable`, `kind_settled`.
    """
    case = workable(work, city, officer, number)
    entries = thread(work, case.id)
    supervises = may(officer, Permission.supervise)
    allowed = undoable(entries, officer.id, supervises=supervises, is_open=is_open(case))
    if event_no not in allowed:
        raise Conflict("not_undoable", "这一步不能撤销。")
    entry = next(one for one in entries if one.no == event_no)
    actor, data = officer_actor(officer.id), {"undoes": event_no}
    match entry.kind:
        case EventKind.noted:
            append(work, case, EventKind.note_undone, actor=actor, data=data)
        case EventKind.joined:
            part(work, case, actor=actor)
        case EventKind.corrected:
            _correct_back(work, city, case, entry, actor)
        case _:
            _give_back(work, case, entries, entry, actor)


def workable(work: Work, city: City, officer: Officer, number: str) -> CaseRow:
    """A case that the officer may work on, locked for change.

    Raises:
        NotFound: `unknown_case`, also when the officer may not know of it.
        Forbidden: `role`.
        Conflict: `erased`.
    """
    case = by_number_for_change(work, number)
    if case is None or not may_see(officer, case, city):
        raise NotFound("unknown_case", "没有这个案件。")
    if not may_work(officer, case, city):
        raise Forbidden("role", "您的角色不能做这个操作。")
    if level_of(work, case.id) in GONE:
        raise Conflict("erased", "这个案件的个人信息已按保存期限处理，不能再办理。")
    return case


def _require_identity(work: Work, case: CaseRow, changes: Mapping[str, object]) -> None:
    """A complaint has a name, a phone number and an address (Order 121 Art. 10, rule C05)."""
    wanted = changes.get("kind")
    if not isinstance(wanted, tuple) or wanted[1] != Kind.complaint:
        return
    known = masked(work, case.id)
    if known is None or not (known.name and known.phone and known.address):
        raise Refusal("identity_needed", "投诉需要对方的姓名、电话和地址。")


def _district(city: City, code: str | None) -> str | None:
    """The name of a district by its code.

    Raises:
        Refusal: `unknown_division`.
    """
    if code is None:
        return None
    own = [one.name for one in city.districts if code in {one.code, one.official}]
    found = divisions.by_code(code)
    if not own and found is None:
        raise Refusal("unknown_division", "请选择列出的区县。")
    return own[0] if own else (found.name if found else None)


def _correct_back(work: Work, city: City, case: CaseRow, entry: Entry, actor: str) -> None:
    back = {name: old for name, (old, _) in changes_of(entry.data, entry.text).items()}
    district = _district(city, back.get("division"))
    changes = differences(case, back)
    correct(work, case, changes, district=district, actor=actor, undoes=entry.no)


def _give_back(work: Work, case: CaseRow, entries: list[Entry], entry: Entry, actor: str) -> None:
    before = [one for one in entries if one.kind is EventKind.assigned and one.no < entry.no][-1]
    handler = before.data.get("handler")
    officer = officers.by_id(work, str(handler)) if handler else None
    if handler and (officer is None or not officer.active):
        raise Conflict("not_undoable", "原来的经办人员已经停用。")
    hand_to(
        work,
        case,
        str(before.data["office"]),
        str(handler) if handler else None,
        reason="撤销指派。",
        actor=actor,
        undoes=entry.no,
    )
