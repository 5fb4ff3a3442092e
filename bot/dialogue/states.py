"""Where one message can lead; `dialogue.mmd` beside this file draws the same table."""

from collections.abc import Mapping

from bot.dialogue.conversation import Stage

ANYWHERE: Mapping[Stage, str] = {
    Stage.idle: "cancelled, started over, or done",
    Stage.collecting: "an emergency is filed at once, then asked on",
    Stage.describing: "a person is wanted, nothing was told yet",
    Stage.reviewing: "the end of a case was not to the liking",
    Stage.referred: "the place lies in another city",
    Stage.tipping: "a volunteer tells a tip",
    Stage.erasing: "one's data is to be erased",
    Stage.registering: "a volunteer registers, or goes on with it",
}
"""What is possible from every stage."""

_VOLUNTEERS: Mapping[Stage, str] = {Stage.quitting: "a volunteer wants to leave"}
TABLE: Mapping[Stage, Mapping[Stage, str]] = {
    Stage.idle: {
        Stage.choosing: "unclear what is wanted",
        Stage.confirming: "all told at once",
        Stage.picking: "several open cases, one is to be chosen",
        Stage.withdrawing: "a case is to be withdrawn",
        **_VOLUNTEERS,
    },
    Stage.choosing: {
        Stage.offering: "chosen, and a complaint without a name",
        Stage.confirming: "chosen, and all is told",
        Stage.stuck: "still unclear after two questions",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.collecting: {
        Stage.choosing: "one step back",
        Stage.confirming: "all is told",
        Stage.stuck: "a question failed twice",
        Stage.offering: "a complaint without a name",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.stuck: {
        Stage.choosing: "one step back",
        Stage.confirming: "left open, or answered",
        Stage.offering: "a complaint without a name",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.confirming: {
        Stage.choosing: "one step back",
        Stage.stuck: "one step back, or a correction left a gap",
        Stage.offering: "a complaint without a name",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.offering: {
        Stage.confirming: "an anonymous report instead, or the name was given",
        Stage.stuck: "the question for the name failed twice",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.referred: {
        Stage.choosing: "it is about food after all",
        Stage.confirming: "another matter, all told at once",
        Stage.stuck: "in the city after all, back to the question that failed",
        Stage.offering: "in the city after all, back to the question of the name",
        Stage.picking: "several open cases, one is to be chosen",
        Stage.withdrawing: "a case is to be withdrawn",
    },
    Stage.describing: {
        **_VOLUNTEERS,
        Stage.confirming: "a complaint, all told at once",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.picking: {
        **_VOLUNTEERS,
        Stage.choosing: "another matter, unclear",
        Stage.confirming: "another matter, all told at once",
        Stage.stuck: "back to the question that failed",
        Stage.offering: "back to the question of the name",
        Stage.withdrawing: "the case to withdraw is chosen",
    },
    Stage.withdrawing: {
        Stage.choosing: "another matter, unclear",
        Stage.confirming: "another matter, all told at once",
        Stage.stuck: "back to the question that failed",
        Stage.offering: "back to the question of the name",
        Stage.picking: "another open case is spoken of",
        **_VOLUNTEERS,
    },
    Stage.registering: {
        Stage.choosing: "a matter comes first, unclear",
        Stage.confirming: "a matter comes first, all told at once",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.tipping: {
        Stage.choosing: "a dispute of their own, unclear",
        Stage.confirming: "a dispute of their own, all told at once",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "an open case is to be withdrawn",
    },
    Stage.quitting: {
        Stage.choosing: "another matter, unclear",
        Stage.confirming: "another matter, all told at once",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "a case is to be withdrawn",
    },
    Stage.erasing: {
        Stage.choosing: "another matter, unclear",
        Stage.confirming: "another matter, all told at once, or back to the summary",
        Stage.stuck: "back to the question that failed",
        Stage.offering: "back to the question of the name",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "a case is to be withdrawn",
        **_VOLUNTEERS,
    },
    Stage.reviewing: {
        Stage.choosing: "another matter, unclear",
        Stage.confirming: "another matter, all told at once",
        Stage.stuck: "back to the question that failed",
        Stage.offering: "back to the question of the name",
        Stage.picking: "an open case is spoken of",
        Stage.withdrawing: "a case is to be withdrawn",
        **_VOLUNTEERS,
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
