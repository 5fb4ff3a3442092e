"""A first message without words: photos, a location or a contact card alone."""

from bot.dialogue import looking_up
from bot.dialogue.absorbing import absorb
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake, progress
from bot.wording.asks import Ask


def begin(conversation: Conversation, heard: Heard) -> Turn:
    """More of what was filed, or the first of a matter that comes."""
    if conversation.cases or conversation.questions:
        return looking_up.supplement(conversation, heard)
    draft = absorb(Draft(), heard, conversation.key)
    come = intake.received(len(draft.evidence), draft.recordings) if draft.evidence else ""
    words = progress.material_without_matter(come) if come else intake.located_without_matter()
    kept = draft.but(asking=Ask.kind, asked={Ask.kind: 1})
    return Turn(conversation.but(stage=Stage.choosing, draft=kept), (words,))
