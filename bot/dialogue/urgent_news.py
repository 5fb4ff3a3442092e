"""News of an emergency that is filed already: it never waits for a button."""

from datetime import timedelta

from api.contract.codes import Kind
from api.contract.models import Facts, Reporter
from bot.dialogue import looking_up
from bot.dialogue.absorbing import keep_words
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.dates import when_of
from bot.dialogue.identity import answered
from bot.dialogue.ill_count import ill_in_all, more_ill
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Carried, Urgent
from bot.dialogue.turn import Heard, Turn

_SAME = timedelta(days=2)
_SHORT = 40
"""Somebody who only says who they are needs no more characters."""


def news(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn that passes news on to the emergency of this chat, or None if it is none."""
    known = conversation.urgent
    if known is None or heard.message.at - known.at >= _SAME or heard.message.button is not None:
        return None
    ill = known.ill or 0
    more = more_ill(heard.text) or max(ill_in_all(heard.text) - ill, 0)
    if heard.understood.merchant or (more and heard.understood.district):
        more = 0
    draft = conversation.draft
    grave = illness_in(heard, known=True) is Illness.grave
    if draft is not None and draft.linked_to == known.number:
        return _with_draft(conversation, draft, heard, more) if more or grave else None
    if more or grave:
        facts = Facts(people_ill=ill + more) if more else None
        return _add(conversation, known, heard, facts)
    alone = draft is None and conversation.filed is None
    own = _who(heard) if alone and conversation.cases[-1:] == (known.number,) else None
    return _add(conversation, known, heard, None, own) if own is not None else None


def _with_draft(conversation: Conversation, draft: Draft, heard: Heard, more: int) -> Turn:
    """The telling goes on: the number is raised there, and what waits is asked again."""
    known = conversation.urgent.ill if conversation.urgent else None
    ill = max(draft.facts.people_ill or 0, known or 0) + more
    told = keep_words(draft, heard, conversation.key).but(repeat=True)
    when = told.facts.when or when_of(heard)
    changes = {"when": when} | ({"people_ill": ill} if ill else {})
    told = told.but(facts=told.facts.model_copy(update=changes))
    return proceed(_raised(conversation, ill or known), told, heard.channel)


def _add(
    conversation: Conversation,
    known: Urgent,
    heard: Heard,
    facts: Facts | None,
    own: Reporter | None = None,
) -> Turn:
    carried = Carried(
        text=heard.message.text[:20_000],
        facts=facts,
        reporter=own,
        evidence=heard.evidence,
        at=heard.message.at,
        key=conversation.key,
    )
    ill = facts.people_ill if facts else known.ill
    kept = _raised(conversation.back_to_draft(), ill).but(carried=carried)
    return looking_up.add(kept, known.number, heard.channel)


def _raised(conversation: Conversation, ill: int | None) -> Conversation:
    known = conversation.urgent
    return conversation.but(urgent=known.but(ill=ill)) if known else conversation


def _who(heard: Heard) -> Reporter | None:
    """Name and phone and no matter besides: the person leaves them with the emergency."""
    meant = heard.understood
    matter = {Kind.complaint, Kind.report, Kind.progress, Kind.withdraw}.intersection(meant.kinds)
    if matter or len(heard.text) > _SHORT or is_question(heard.text):
        return None
    own = answered(heard.text, meant.findings, alone=False)
    return own if own.phone else None
