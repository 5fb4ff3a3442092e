"""News of an emergency that is filed already: it never waits for a button."""

import re
from datetime import timedelta

from api.contract.codes import Demand, Hazard, Kind
from api.contract.models import Facts, Reporter
from bot.dialogue import looking_up
from bot.dialogue.absorbing import keep_words
from bot.dialogue.also_ill import also_ill
from bot.dialogue.asking import proceed
from bot.dialogue.asks_doctor import told_part
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.dates import when_of
from bot.dialogue.demanding import asked_by, demands_in
from bot.dialogue.harm import level_in
from bot.dialogue.identity import answered
from bot.dialogue.ill_count import but_the_well, count_in, ill_in_all, more_ill, recounted
from bot.dialogue.ill_righted import righted
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.kinds import CIVIL, VAGUE
from bot.dialogue.parting import begins_another
from bot.dialogue.sums import sum_in, sum_now
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Carried, Urgent
from bot.dialogue.turn import Heard, Turn

_SAME, _ALSO = timedelta(days=2), timedelta(days=7)
"""For so long what is told of the ill is news of it; who fell ill too may do so days later."""
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_DENIED = ("不是", "没有")
_SHORT = 40
"""Somebody who only says who they are needs no more characters."""


def news(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn that passes news on to the emergency of this chat, or None if it is none."""
    known = conversation.urgent
    if known is None or heard.message.button is not None:
        return None
    if heard.message.at - known.at >= (_ALSO if also_ill(heard.text) else _SAME):
        return None
    ill = known.ill or 0
    told = conversation.draft or conversation.urgent_told or Draft()
    again = recounted(heard.text, ill)
    more = _more_ill(known, told_part(heard.text)) or max(_in_all(told, heard) - ill, 0)
    more = more if again is None else again - ill
    if heard.understood.merchant or (more and heard.understood.district):
        more = 0
    draft = conversation.draft
    right = righted(heard.text, ill)
    wrong = right is not None and right != ill
    grave = illness_in(heard, known=True) is Illness.grave
    if draft is not None and draft.linked_to == known.number:
        fewer = right is not None and right < ill  # which is corrected where it is told
        told_on = (more or grave) and not fewer
        return _with_draft(conversation, draft, heard, more) if told_on else None
    if wrong:
        return _add(conversation, known, heard, Facts(people_ill=right))
    if more or grave:
        facts = Facts(people_ill=ill + more) if more else None
        return _add(conversation, known, heard, facts)
    checked = draft is None and _only_orders_check(heard)
    alone = draft is None and conversation.filed is None
    own = _who(heard) if alone and conversation.cases[-1:] == (known.number,) else None
    facts = Facts(demand=(Demand.punish,)) if checked else None
    return _add(conversation, known, heard, facts, own) if own or checked else None


def _only_orders_check(heard: Heard) -> bool:
    """要求查这个宴席队，我举报: of the emergency that was told, and of nothing else."""
    meant, text = heard.understood, heard.text
    known = {Hazard.poisoning, *VAGUE}
    named = meant.place or meant.district or meant.food or meant.when
    other = bool(named) or bool(set(meant.ruled) - known) or begins_another(text)
    other = other or bool(CIVIL.intersection(demands_in(text)))
    orders = Demand.punish in demands_in(text) or "举报" in text
    return orders and not other and len(text) <= _SHORT and not is_question(text)


def _in_all(told: Draft, heard: Heard) -> int:
    """How many are ill in all, as the message says or is understood: 不是1个人，是二十多个人."""
    if is_question(heard.text):
        return 0
    few = but_the_well(heard.text)
    if few:
        return few
    clauses = (one for one in _CLAUSE.split(heard.text) if not one.startswith(_DENIED))
    stated = max((count_in(told, clause) or 0 for clause in clauses), default=0)
    return max(ill_in_all(heard.text), heard.understood.people_ill or 0, stated)


def _more_ill(known: Urgent, text: str) -> int:
    """How many more are ill than were known of; nobody is counted twice by the same name."""
    new = {who: heads for who, heads in also_ill(text).items() if who not in known.also}
    return max(more_ill(text), sum(new.values()))


def _with_draft(conversation: Conversation, draft: Draft, heard: Heard, more: int) -> Turn:
    """The telling goes on: the number is raised there, and what waits is asked again."""
    known = conversation.urgent.ill if conversation.urgent else None
    ill = max(draft.facts.people_ill or 0, known or 0) + more
    told = keep_words(draft, heard, conversation.key).but(repeat=True)
    when = told.facts.when or when_of(heard)
    changes = {"when": when} | ({"people_ill": ill} if ill else {})
    told = _with_claims(told.but(facts=told.facts.model_copy(update=changes)), heard)
    return proceed(_raised(conversation, ill or known, heard.text), told, heard.channel)


def _with_claims(told: Draft, heard: Heard) -> Draft:
    """我自己也拉了三天，我要酒楼赔医药费: what is asked in the same breath is no mere news."""
    asked = (*asked_by(heard), *(one for one in demands_in(heard.text) if one is Demand.punish))
    if told.anonymous or not CIVIL.intersection(asked):
        return told
    demand = tuple(dict.fromkeys((*told.facts.demand, *asked)))
    amount = sum_now(told, sum_in(heard), heard)
    facts = told.facts.model_copy(update={"demand": demand, "amount": amount})
    return told.but(facts=facts, kinds=told.kinds or (Kind.complaint,))


def _add(
    conversation: Conversation,
    known: Urgent,
    heard: Heard,
    facts: Facts | None,
    own: Reporter | None = None,
) -> Turn:
    carried = Carried(
        text=(heard.message.written or heard.message.text)[:20_000],
        facts=facts,
        severity=level_in(heard),
        reporter=own,
        evidence=heard.evidence,
        at=heard.message.at,
        key=conversation.key,
    )
    ill = facts.people_ill if facts else known.ill
    kept = _raised(conversation.back_to_draft(), ill, heard.text).but(carried=carried)
    return looking_up.add(kept, known.number, heard.channel)


def _raised(conversation: Conversation, ill: int | None, text: str) -> Conversation:
    known = conversation.urgent
    if known is None:
        return conversation
    also = tuple(dict.fromkeys((*known.also, *also_ill(text))))
    return conversation.but(urgent=known.but(ill=ill, also=also))


def _who(heard: Heard) -> Reporter | None:
    """Name and phone and no matter besides: the person leaves them with the emergency."""
    meant = heard.understood
    matter = {Kind.complaint, Kind.report, Kind.progress, Kind.withdraw}.intersection(meant.kinds)
    if matter or len(heard.text) > _SHORT or is_question(heard.text):
        return None
    own = answered(heard.text, meant.findings, alone=False)
    return own if own.phone else None
