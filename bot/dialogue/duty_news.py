"""What is said of words that went on to a filed emergency: news for who is on duty, or none.

Everything is sent; but a name, an address or a claim is no news of the ill, and to say of each
that it was passed on is only noise.
"""

from api.contract.models import Facts
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.illness import befell_somebody
from bot.dialogue.requests import AddToCase
from bot.dialogue.traces import Urgent
from bot.wording import emergency

_OF_CLAIMS = frozenset({"demand", "amount"})


def keep_told(known: Urgent, draft: Draft) -> Urgent:
    """The emergency of whose matter and reporter its officers know what stands in the draft."""
    return known.but(ill=draft.facts.people_ill, facts=draft.facts, who=_who(draft))


def passed_with_draft(
    conversation: Conversation, sent: Draft, request: AddToCase
) -> tuple[Conversation, str]:
    """What was told since is with the emergency of which the telling goes on."""
    known = conversation.urgent
    if known is None or known.number != request.number:
        return conversation, emergency.more_told(request.number)
    told = conversation.but(urgent=keep_told(known, sent))
    if not _is_news(known, sent, request):
        return told, ""
    return _passed_on(told, request.number, sent.facts.people_ill)


def passed_alone(conversation: Conversation, request: AddToCase) -> tuple[Conversation, str]:
    """A message to an emergency of which nothing more is being told is with it."""
    facts = request.body.facts
    if request.body.reporter is not None and not facts and not request.body.evidence:
        return conversation, emergency.reporter_kept(request.number)
    return _passed_on(conversation, request.number, facts.people_ill if facts else None)


def _passed_on(
    conversation: Conversation, number: str, ill: int | None
) -> tuple[Conversation, str]:
    """That the officers on duty have it; a number of people that is new is said back."""
    known = conversation.urgent
    if known is None or ill is None or ill == known.shown:
        return conversation, emergency.more_told(number)
    return conversation.but(urgent=known.but(shown=ill)), emergency.more_told(number, ill)


def _is_news(known: Urgent, sent: Draft, request: AddToCase) -> bool:
    changed = _changed(known.facts, sent.facts)
    ill = sent.facts.people_ill
    if request.body.evidence or changed - _OF_CLAIMS or (ill is not None and ill != known.shown):
        return True
    if befell_somebody(request.body.text):
        return True
    return not (changed or _who(sent) != known.who)


def _changed(before: Facts, now: Facts) -> set[str]:
    return {name for name in type(now).model_fields if getattr(now, name) != getattr(before, name)}


def _who(draft: Draft) -> int:
    told = draft.reporter.model_dump(exclude_none=True)
    return len(told) + draft.anonymous
