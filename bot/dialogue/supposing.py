"""What was taken for the person's own name or home, as nothing was said, and is the shop's.

Who gives another name or address as their own later, or wants to stay unnamed, has not given
theirs before: 康福来 and 八卦岭 were who the shop is and where.
"""

from api.contract.models import Reporter
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.facts import facts_of
from bot.dialogue.homes import is_dwelling
from bot.dialogue.identity import introduced
from bot.dialogue.only_who import only_who
from bot.dialogue.traces import Unclear
from bot.dialogue.turn import Heard

_WHERE = ("place", "district", "division", "street")


def told_otherwise(conversation: Conversation, heard: Heard) -> Conversation:
    """The conversation in which what was supposed stands where a message shows it belongs."""
    draft = conversation.draft
    if draft is None or not draft.doubt.supposed:
        return conversation
    own = only_who(draft, heard) or introduced(heard.text, heard.understood.findings)
    unnamed = command_of(heard) is Command.anonymous and not _says_who(draft)
    others = tuple(one for one in draft.doubt.supposed if unnamed or _is_another(one, own))
    if any(one.name for one in others):  # what was sent after the shop's name is where it is
        others = draft.doubt.supposed
    theirs = (one for one in others if one.name or not (unnamed and is_dwelling(one.words)))
    for held in theirs:
        draft = _given_to_shop(draft, held, heard)
    return conversation.but(draft=draft)


def _says_who(draft: Draft) -> bool:
    """A number, or a home of which it is sure: the person did tell who they are."""
    who, supposed = draft.reporter, {one.words for one in draft.doubt.supposed}
    return who.phone is not None or (who.address is not None and who.address not in supposed)


def _is_another(held: Unclear, own: Reporter) -> bool:
    told = own.name if held.name else own.address
    return told is not None and told != held.words


def _given_to_shop(draft: Draft, held: Unclear, heard: Heard) -> Draft:
    facts = draft.facts
    message = heard.message.model_copy(update={"text": held.text, "button": None})
    told = facts_of(Heard(message, held.understood, heard.city))
    changes: dict[str, object] = {"merchant": facts.merchant or held.words}
    if not held.name:
        changes = {name: getattr(told, name) for name in _WHERE} if facts.place is None else {}
    lost = {"name" if held.name else "address": None}
    left = tuple(one for one in draft.doubt.supposed if one != held)
    kept = draft.but(
        facts=facts.model_copy(update=changes),
        reporter=draft.reporter.model_copy(update=lost),
        doubt=draft.doubt.but(supposed=left),
    )
    return kept.but(earlier=draft.earlier)  # the shop's name was nobody's
