"""The only way to a reporter's identity: with a reason, and each look is an event."""

from api.cases.events import EventKind
from api.cases.service import append, officer_actor
from api.cases.tables import CaseRow
from api.contract.models import Reporter
from api.kit.errors import Refusal
from api.kit.work import Work
from api.people.reporters import identity

_SHORTEST_REASON = 4


def look(work: Work, case: CaseRow, officer_id: str, reason: str) -> Reporter | None:
    """Show a reporter's identity to an officer who needs it; None for an anonymous report.

    Raises:
        Refusal: `reason_needed`, when no reason is given.
    """
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal("reason_needed", "请写明查看身份信息的理由。")
    append(
        work, case, EventKind.identity_seen, actor=officer_actor(officer_id), text=reason.strip()
    )
    return identity(work, case.id)
