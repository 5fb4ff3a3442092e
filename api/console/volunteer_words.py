"""What the desk says of volunteers."""

from collections.abc import Callable, Mapping

from api.contract.codes import LABELS, VolunteerKind, VolunteerStanding
from api.people.volunteers import Decision

STANDINGS: Mapping[VolunteerStanding, str] = {
    VolunteerStanding.pending: "待审核",
    VolunteerStanding.approved: "在册",
    VolunteerStanding.suspended: "已暂停",
    VolunteerStanding.refused: "未通过",
    VolunteerStanding.left: "已退出",
}

DECISIONS: Mapping[Decision, tuple[str, str]] = {
    Decision.approve: ("通过", "已通过，编号已发给本人。"),
    Decision.refuse: ("不通过", "已记录不通过，理由已发给本人。"),
    Decision.suspend: ("暂停资格", "已暂停，理由已发给本人。"),
    Decision.restore: ("恢复资格", "已恢复，本人会收到通知。"),
}
"""What the button says, and what is read when it was pressed."""

_OF_VOLUNTEERS: Mapping[str, str] = {
    "registered": "登记",
    "approved": "通过",
    "refused": "不通过",
    "suspended": "暂停资格",
    "restored": "恢复资格",
    "identity_seen": "查看身份信息",
    "left": "退出",
}


def standing(code: str) -> str:
    """Where a volunteer stands."""
    return STANDINGS[VolunteerStanding(code)]


def decision(code: str) -> str:
    """What can be decided about a volunteer."""
    return DECISIONS[Decision(code)][0]


def volunteer_done(code: str) -> str:
    """That a decision was made; nothing for what is none."""
    return DECISIONS[Decision(code)][1] if code in set(Decision) else ""


def volunteer_event(kind: str) -> str:
    """What happened to a volunteer."""
    return _OF_VOLUNTEERS[kind]


def volunteer_actor(actor: str) -> str:
    """Who did it, where it was no officer that is known."""
    return {"volunteer": "本人", "system": "系统"}.get(actor, "工作人员")


def volunteer_kind(code: str) -> str:
    """On what rounds a volunteer goes."""
    return LABELS[VolunteerKind(code)]


FILTERS: Mapping[str, Callable[[str], str]] = {
    "standing": standing,
    "decision": decision,
    "volunteer_kind": volunteer_kind,
}
