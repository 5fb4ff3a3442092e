"""What becomes of a draft that nobody goes on with: a reminder, then the shelf, then nothing.

None of these times is the law's; they are a service rule.
"""

from datetime import datetime, timedelta

from bot.dialogue.conversation import Conversation, Draft, Snapshot, Stage
from bot.dialogue.turn import Turn
from bot.wording import lapsing as words
from bot.wording.times import in_daytime

REMIND = timedelta(hours=20)
"""After this long without a word the person is reminded, unless it is night."""
FRESH = timedelta(days=1)
"""After this a draft lies on the shelf, and is taken up with a word on it."""
_KEPT = timedelta(days=30)
"""After this it is forgotten: it was never filed, and holds what is personal."""
_ASIDE = frozenset(
    {Stage.picking, Stage.withdrawing, Stage.reviewing, Stage.describing, Stage.erasing}
)
"""Stages that are beside the draft."""


def wake_at(conversation: Conversation) -> datetime | None:
    """When `wake` is to be called although nobody wrote, or None."""
    if conversation.at is None:
        return None
    if conversation.joining is not None and conversation.draft is None:
        return conversation.at + FRESH
    if conversation.draft is not None and not conversation.reminded:
        return min(in_daytime(conversation.at + REMIND), conversation.at + FRESH)
    if conversation.draft is not None:
        return conversation.at + FRESH
    if conversation.shrugged is not None:
        return conversation.at + FRESH
    return conversation.at + _KEPT if conversation.shelved is not None else None


def wake(conversation: Conversation, now: datetime) -> Turn:
    """What happens at the moment that `wake_at` named; nothing before it."""
    due = wake_at(conversation)
    if due is None or now < due:
        return Turn(conversation)
    draft = conversation.draft
    if draft is None and conversation.joining is not None:
        return Turn(conversation.at_rest())  # never sent, and holds a name and a number
    if draft is None and conversation.shrugged is not None:
        return Turn(conversation.but(shrugged=None))  # words of which nothing came
    if draft is None:
        return Turn(conversation.but(shelved=None))
    if not conversation.reminded and _is_worth_a_word(conversation, draft):
        reminder = words.reminder(filed=draft.linked_to)
        return Turn(conversation.but(reminded=True), (reminder,))
    return Turn(_put_on_shelf(conversation, draft))


def take_from_shelf(conversation: Conversation) -> Conversation:
    """The draft where it was when it was put there."""
    shelved = conversation.shelved
    if shelved is None or conversation.draft is not None:
        return conversation
    return conversation.but(draft=shelved.draft, stage=shelved.stage, shelved=None)


def _is_worth_a_word(conversation: Conversation, draft: Draft) -> bool:
    told = bool(draft.said or draft.evidence)
    return told and conversation.stage is not Stage.referred


def _put_on_shelf(conversation: Conversation, draft: Draft) -> Conversation:
    stage = conversation.stage
    if stage is Stage.referred or not (draft.said or draft.evidence):
        return conversation.at_rest()
    if stage in _ASIDE:
        stage = conversation.back_to_draft().stage
    return conversation.at_rest().but(shelved=Snapshot(stage=stage, draft=draft))
