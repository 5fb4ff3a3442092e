"""It was asked what the person wants: a dispute settled, a violation checked, or an answer."""

import re

from api.contract.codes import Demand, Kind
from bot.dialogue import announcing, asides, looking_up, meaning, opening, results, who_first
from bot.dialogue.absorbing import absorb, keep_words
from bot.dialogue.asking import ask_what_is_wanted, proceed, remind
from bot.dialogue.candidates import with_candidates
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.demanding import asked_by
from bot.dialogue.kinds import CIVIL, OF_BUYERS, VAGUE, without_guesses
from bot.dialogue.naming import trader_named
from bot.dialogue.plan import MOST
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import intake
from bot.wording.asks import Ask

_BOUGHT = re.compile(r"买|下单|订了|点了|收到货")
_ELSEWHERE = ((Kind.query,), (Kind.out_of_scope,), (Kind.progress,), (Kind.suggestion,))
_OF_A_STORY = ((Kind.out_of_scope,), (Kind.suggestion,), (Kind.query,))


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """The choice, or words that show one."""
    draft = conversation.draft or Draft()
    apart = who_first.hear(conversation, heard) or announcing.tells_them(conversation, heard)
    if apart is not None:
        return apart
    chosen = choice_of(heard.message, "kind") or _kind_in(heard.text)
    if chosen is None and meaning.asks_progress(conversation, heard):
        return looking_up.progress_of(conversation, heard)
    told = absorb(draft, heard, conversation.key).but(kinds=draft.kinds)
    told = told.but(facts=told.facts.model_copy(update={"demand": _claims_of(told, heard)}))
    if chosen == "query":
        return results.to_person(conversation, told, heard.channel)
    if chosen is not None and chosen in opening.KINDS_CHOSEN:
        kept = told.but(kinds=opening.KINDS_CHOSEN[chosen], asking=None)
        return proceed(conversation, kept, heard.channel, _noted(kept))
    asked = asides.answered_in_between(heard) if draft.said else None
    if asked is not None:
        return asides.uncounted(conversation.but(draft=told), asked)
    return _told_what(conversation, draft, heard)


def _told_what(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """No choice among the kinds, but words that may show one."""
    meant = heard.understood
    if meant.confidence >= meaning.SURE and {Kind.complaint, Kind.report, Kind.tip} & set(
        meant.kinds
    ):
        kept = with_candidates(absorb(draft, heard, conversation.key), heard).but(asking=None)
        return proceed(conversation, kept, heard.channel, _noted(kept))
    elsewhere = meant.confidence >= meaning.SURE and meant.kinds[:1] in _ELSEWHERE
    wrong = draft.hazards or draft.facts.merchant
    if wrong and meant.kinds[:1] in _OF_A_STORY and not meant.referral:
        elsewhere = False  # 老板说就是这个味道: more of what was begun
    if draft.said and trader_named(heard.text) is not None:
        elsewhere = False  # 叫向阳文具店, whatever a stationer's is: who it was that was told of
    if elsewhere and who_first.keeps(draft) and meant.kinds != (Kind.progress,):
        kept = keep_words(draft, heard, conversation.key)
        return Turn(conversation.but(draft=kept), (Reply(text=intake.noted_down()),))
    if elsewhere:
        return opening.open_matter(conversation.but(stage=Stage.idle, draft=None), heard)
    kept = without_guesses(absorb(draft, heard, conversation.key), heard)
    bought = _BOUGHT.search("".join(in_plain(kept.said))) is not None
    if draft.asked.get(Ask.kind, 0) >= MOST and (kept.hazards or bought):
        settled = kept.but(kinds=_likely(kept), asking=None)
        return proceed(conversation, settled, heard.channel, _noted(settled))
    if asides.differs(draft, kept) and draft.said and draft.asking is Ask.kind:
        return remind(conversation.but(draft=kept)).first(Reply(text=intake.noted_down()))
    return ask_what_is_wanted(conversation, kept)


def _claims_of(draft: Draft, heard: Heard) -> tuple[Demand, ...]:
    said = asked_by(heard) if heard.message.button is None else ()
    return tuple(dict.fromkeys((*draft.facts.demand, *said)))


def _likely(draft: Draft) -> tuple[Kind, ...]:
    """Never told which: what befell a buyer is a dispute, how a trader works a violation."""
    bought = VAGUE.issuperset(draft.hazards) and draft.facts.merchant is not None
    civil = (
        bought or CIVIL.intersection(draft.facts.demand) or OF_BUYERS.intersection(draft.hazards)
    )
    return (Kind.complaint,) if civil else (Kind.report,)


def _noted(draft: Draft) -> str:
    return intake.noted_kind(Kind.complaint in draft.kinds, Kind.report in draft.kinds)


def _kind_in(text: str) -> str | None:
    """投诉, 举报, 都要, 咨询 in an answer to the question what is wanted."""
    complaint, report = (
        "投诉" in text or "退" in text or "赔" in text,
        "举报" in text or "查" in text,
    )
    if (complaint and report) or text in {"都要", "两个都要", "两样都要", "都有"}:
        return "both"
    if complaint or report:
        return "complaint" if complaint else "report"
    return "query" if text in {"咨询", "问问", "只想问问", "想问问", "只是问问"} else None
