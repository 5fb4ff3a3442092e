"""What a stage with a question of its own waits for, said once more after something else."""

from bot.dialogue.conversation import Conversation, Stage
from bot.message import Reply
from bot.wording import own_data, tips, volunteers

OWN = frozenset({Stage.registering, Stage.tipping, Stage.quitting, Stage.erasing})
"""Stages that come back to their own question."""


def again(conversation: Conversation) -> Reply:
    """The thread taken up again; nothing is counted."""
    if conversation.stage is Stage.quitting:
        return volunteers.confirm_leaving()
    if conversation.stage is Stage.erasing:
        return own_data.confirm_again()
    if conversation.stage is Stage.registering:
        return volunteers.joining_again()
    tip = conversation.draft.tip if conversation.draft else None
    return tips.tipping_again(tip.asking if tip else None)
