"""A number left with a report is the last thing that was asked: the report goes, as after 匿名."""

from api.contract.codes import Kind
from bot.dialogue import filing
from bot.dialogue.asking import outline
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.turn import Heard, Turn
from bot.wording import summary
from bot.wording.asks import Ask

_REPORT = (Kind.report,)


def with_number(before: Conversation, turn: Turn, heard: Heard) -> Turn:
    """Hand the report in where its choice was answered with a number; else the turn as it is."""
    kept, draft = turn.conversation, turn.conversation.draft
    answered = draft is not None and _waits_for_choice(before.draft) and _has_number(draft)
    if draft is None or not answered:
        return turn
    if turn.request is not None or kept.stage is not Stage.confirming or kept.beside:
        return turn
    *others, _ = turn.replies  # the last is the summary, which is said as filed
    kept, request = filing.file_draft(kept, draft, heard.channel)
    return Turn(kept, (*others, summary.filed_as(outline(draft))), request)


def _waits_for_choice(draft: Draft | None) -> bool:
    if draft is None or draft.asking is not Ask.anonymity or draft.linked_to is not None:
        return False
    return draft.kinds == _REPORT and draft.reporter.phone is None


def _has_number(draft: Draft) -> bool:
    return draft.kinds == _REPORT and draft.reporter.phone is not None
