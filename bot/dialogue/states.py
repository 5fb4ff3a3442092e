"""Where one message can lead; `dialogue.mmd` beside this file draws the same table."""

from collections.abc import Mapping

from bot.dialogue.conversation import Stage

ANYWHERE: Mapping[Stage, str] = {
    Stage.idle: "取消、重来、事情办完",
    Stage.collecting: "紧急情况，立即登记后接着问",
    Stage.describing: "要人工，还什么都没说",
    Stage.referred: "地点在别的城市",
}
"""What is possible from every stage."""

TABLE: Mapping[Stage, Mapping[Stage, str]] = {
    Stage.idle: {
        Stage.choosing: "看不准想办什么",
        Stage.confirming: "一句话说全了",
        Stage.picking: "有几件在办，要选一件",
        Stage.withdrawing: "要撤回",
    },
    Stage.choosing: {
        Stage.confirming: "选定了，也说全了",
        Stage.stuck: "问了两次还不清楚",
        Stage.picking: "说起在办的案件",
        Stage.withdrawing: "要撤回在办的案件",
    },
    Stage.collecting: {
        Stage.confirming: "说全了",
        Stage.stuck: "同一问题两次没答上",
        Stage.offering: "投诉不愿留名",
        Stage.picking: "说起在办的案件",
        Stage.withdrawing: "要撤回在办的案件",
    },
    Stage.stuck: {
        Stage.choosing: "退回上一步",
        Stage.confirming: "先空着，或答上了",
        Stage.offering: "投诉不愿留名",
        Stage.picking: "说起在办的案件",
        Stage.withdrawing: "要撤回在办的案件",
    },
    Stage.confirming: {
        Stage.stuck: "退回上一步，或改出缺项",
        Stage.offering: "投诉不愿留名",
        Stage.picking: "说起在办的案件",
        Stage.withdrawing: "要撤回在办的案件",
    },
    Stage.offering: {
        Stage.confirming: "改为匿名举报，或留了名",
        Stage.stuck: "留名的问题两次没答上",
        Stage.picking: "说起在办的案件",
        Stage.withdrawing: "要撤回在办的案件",
    },
    Stage.referred: {
        Stage.choosing: "其实是食品问题",
        Stage.confirming: "说起另一件事，一句话说全了",
        Stage.picking: "有几件在办，要选一件",
        Stage.withdrawing: "要撤回",
    },
    Stage.describing: {},
    Stage.picking: {
        Stage.choosing: "说起另一件事，看不准",
        Stage.confirming: "说起另一件事，一句话说全了",
        Stage.stuck: "回到没答上的问题",
        Stage.offering: "回到留名的问题",
        Stage.withdrawing: "选定要撤回的",
    },
    Stage.withdrawing: {
        Stage.choosing: "说起另一件事，看不准",
        Stage.confirming: "说起另一件事，一句话说全了",
        Stage.stuck: "回到没答上的问题",
        Stage.offering: "回到留名的问题",
        Stage.picking: "说起另一件在办的",
    },
}
"""What else is possible from each; staying is always possible."""


def leads_to(stage: Stage) -> frozenset[Stage]:
    """Every stage that one message can lead to."""
    return frozenset((stage, *ANYWHERE, *TABLE[stage]))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    rows = [("anywhere", target, why) for target, why in ANYWHERE.items()]
    rows += [(stage.value, t, why) for stage, own in TABLE.items() for t, why in own.items()]
    lines = ["stateDiagram-v2", "    [*] --> idle"]
    lines += [f"    {source} --> {target.value}: {why}" for source, target, why in rows]
    return "\n".join(lines) + "\n"
