"""Short names of states, kinds and hazards."""

from collections.abc import Mapping

from api.contract.codes import LABELS, Demand, Hazard, Kind, State

STATES: Mapping[State, str] = {
    State.received: "已收到",
    State.accepted: "已受理",
    State.refused: "不予受理",
    State.settled: "调解达成一致",
    State.terminated: "已终止调解",
    State.filed: "已立案",
    State.not_filed: "不予立案",
    State.concluded: "已作出处理决定",
    State.referred: "已移送其他部门",
    State.withdrawn: "已撤回",
    State.closed: "已办结",
    State.merged: "已并入先前的举报",
    State.rework: "重新办理中",
}


def kind(code: Kind) -> str:
    """投诉, 举报 and so on."""
    return LABELS[code]


def hazards(codes: tuple[Hazard, ...]) -> str:
    """The hazards in words, the main one first."""
    return "、".join(LABELS[code] for code in codes)


def demands(codes: tuple[Demand, ...]) -> str:
    """The claims in words."""
    return "、".join(LABELS[code] for code in codes)
