"""An emergency anywhere takes over: first the advice, then a case at once, then the rest."""

import re
from dataclasses import replace
from datetime import timedelta

from api.contract.codes import Demand, Hazard, Kind, Setting, Severity
from api.contract.models import Facts, Receipt
from bot.dialogue import companions, duty_news, filing, looking_up
from bot.dialogue.absorbing import absorb
from bot.dialogue.allergic import as_allergy
from bot.dialogue.also_ill import also_ill
from bot.dialogue.another import is_another
from bot.dialogue.asking import proceed, remember
from bot.dialogue.called import can_be_trader
from bot.dialogue.candidates import with_candidates
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.demanding import asked_by
from bot.dialogue.harm import has_drunk_chemical
from bot.dialogue.ill_count import count_in, more_ill, recounted
from bot.dialogue.illness import Illness, illness_in, is_grave_after_eating, many_ill
from bot.dialogue.kinds import CIVIL, MATTERS
from bot.dialogue.pointing_back import names_another
from bot.dialogue.requests import FileCases
from bot.dialogue.script import in_plain
from bot.dialogue.taking import take
from bot.dialogue.telling import trader_in
from bot.dialogue.traces import Urgent
from bot.dialogue.turn import Heard, Turn
from bot.dialogue.urgent_news import news
from bot.message import Reply
from bot.wording import emergency, filed, trouble

_A_TABLE = 2
"""So many who fell ill after one meal are a suspected poisoning, whatever was told first."""
_INSTITUTIONS = frozenset(
    {Setting.school_canteen, Setting.staff_canteen, Setting.elderly_care, Setting.banquet}
)
"""Where several who are ill are a matter of the city's office."""
_ALONE = re.compile(r"(?:就|只有)(?:[他她我]|[他她]自己)一?个人?")
_SUPPLEMENT = re.compile(r"补(?:充|一下|上)|再补|追加")
_SAME_EMERGENCY = timedelta(days=2)


def take_over(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of an emergency, or None if there is none, or it is filed already."""
    known = news(conversation, heard) or _told_of_filed(conversation, heard)
    draft = conversation.draft
    before = in_plain(draft.said) if draft and draft.linked_to is None else ()
    return known or _emergency(conversation, _as_poisoning(heard, before))


def _as_poisoning(heard: Heard, before: tuple[str, ...]) -> Heard:
    """A grave sign after a meal, or many who vomit, are a poisoning that is reported."""
    many = many_ill(heard)
    if not (many or is_grave_after_eating(heard, before) or has_drunk_chemical(heard)):
        return heard
    meant = heard.understood
    kinds = tuple(kind for kind in MATTERS if kind in meant.kinds) or (Kind.report,)
    hazards = tuple(dict.fromkeys((Hazard.poisoning, *meant.hazards)))
    demand = tuple(wish for wish in meant.demand if wish is not Demand.answer)
    grave = meant.level is Severity.major or (many and meant.setting in _INSTITUTIONS)
    now: dict[str, object] = {"kinds": kinds, "hazards": hazards, "demand": demand}
    now |= {
        "emergency": True,
        "people_ill": meant.people_ill or (None if many else 1),
        "answer": None,
        "level": Severity.major if grave else Severity.general,
    }
    return replace(heard, understood=meant.model_copy(update=now))


def _emergency(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is not None and draft.linked_to is not None:
        return None
    urgent = heard.understood.emergency or _grows_worse(conversation, heard)
    news_of = _is_news_of_known if urgent else _is_word_on_known
    if draft is None and news_of(conversation, heard):
        return _tell_known(conversation, heard)
    if not urgent:
        return _try_again(conversation, heard)
    if Kind.out_of_scope in heard.understood.kinds and not _is_ours(heard, draft):
        return _not_ours(conversation, heard)
    conversation = _apart(conversation, heard)
    draft = conversation.draft
    told = _told(draft or _of_same_meal(conversation, heard), heard, conversation.key)
    if heard.understood.outside is not None:
        elsewhere = trouble.other_city(heard.understood.outside, heard.city)
        kept = conversation.but(stage=Stage.referred, draft=told)
        return Turn(kept, (elsewhere,))
    return _file(remember(conversation), told, heard)


def _apart(conversation: Conversation, heard: Heard) -> Conversation:
    """The matter in hand beside the emergency, if that is another trader's."""
    draft, told = conversation.draft, companions.in_order(conversation)
    name = trader_in(heard)
    if draft is None or name is None or not is_another(draft, told, heard, name):
        return conversation
    waits = draft.but(asking=None, repeat=False, fixing=None)
    return conversation.but(draft=None, beside=(*conversation.beside, waits))


def _told(draft: Draft, heard: Heard, key: str) -> Draft:
    """The draft with the emergency; a further person who fell ill is added to the number."""
    told = with_candidates(absorb(draft, heard, key), heard)
    known, more = draft.facts.people_ill, _more(heard.text)
    several = recounted(heard.text, known) if known else None
    several = several or count_in(draft, heard.text)
    if several is not None:
        told = told.but(facts=told.facts.model_copy(update={"people_ill": several}))
    elif known is not None and more:
        now = max(known + more, told.facts.people_ill or 0)  # 我公公也拉了 一共四个人
        told = told.but(facts=told.facts.model_copy(update={"people_ill": now}))
    news_only = illness_in(heard, known=True) is not Illness.none
    told = told if (news_only and draft.said) or several else take(told, heard)
    if heard.understood.hazards[:1] == (Hazard.poisoning,):
        told = told.but(hazards=(*told.hazards, Hazard.poisoning))
    return told.but(emergency=True, shown=False, hazards=_illness_first(told))


def _of_same_meal(conversation: Conversation, heard: Heard) -> Draft:
    """我老婆也吐了, after a complaint of one who was ill: the same trader, and the same person."""
    filed, meant = conversation.filed, heard.understood
    if filed is None or not _more(heard.text) or names_another(heard.text):
        return Draft()
    before, other = filed.draft, meant.merchant or meant.place or meant.district
    if other or not (before.facts.people_ill or Hazard.poisoning in before.hazards):
        return Draft()
    facts = before.facts.model_copy(update={"demand": ()})
    return Draft(
        kinds=(Kind.report,),
        hazards=before.hazards,
        setting=before.setting,
        facts=facts,
        reporter=before.reporter,
        anonymous=before.anonymous,
    )


def _more(text: str) -> int:
    """又有两个也吐了, 我老公也拉了: how many more are ill."""
    return max(more_ill(text), sum(also_ill(text).values()))


def _illness_first(draft: Draft) -> tuple[Hazard, ...]:
    """Who is ill outweighs why: oysters first called stale are a suspected poisoning now."""
    ill = draft.facts.people_ill or 0
    if not ill or (ill < _A_TABLE and Hazard.poisoning not in draft.hazards):
        return draft.hazards
    return as_allergy(draft, tuple(dict.fromkeys((Hazard.poisoning, *draft.hazards))))


def _grows_worse(conversation: Conversation, heard: Heard) -> bool:
    """A grave sign, or a second person, in a matter of illness that is still being told."""
    draft, meant = conversation.draft, heard.understood
    hazards = {*(draft.hazards if draft else ()), *meant.hazards}
    known = draft.facts.people_ill if draft else None
    if draft is None or not (known or Hazard.poisoning in hazards):
        return False
    grave = illness_in(heard, known=True) is Illness.grave
    several = (count_in(draft, heard.text) or 0) > max(1, known or 0)
    return grave or several or bool(known and _more(heard.text))


def continue_after(
    conversation: Conversation, request: FileCases, receipt: Receipt, words: Reply
) -> Turn:
    """The emergency is filed: what remains is a dispute, or details of the case."""
    draft = conversation.draft or Draft()
    number = receipt.cases[0].number
    claims = Kind.complaint in draft.kinds and CIVIL.intersection(draft.facts.demand)
    rest = (Kind.complaint,) if claims else ()
    kept = draft.but(
        kinds=rest,
        linked_to=number,
        key=None,
        told_twofold=True,
        tip=None,
        sent_words=len(draft.said),
        sent_evidence=len(request.body.evidence),
    )
    ill = draft.facts.people_ill
    known = Urgent(number=number, at=conversation.moment, shown=ill)
    conversation = conversation.but(urgent=duty_news.keep_told(known, draft))
    apart = filing.asks_check(draft)
    lead = filed.dispute_goes_on(apart=apart) if rest else filed.dispute_possible()
    return proceed(conversation.but(draft=kept), kept, request.body.channel, lead).first(words)


def is_emergency(conversation: Conversation, request: FileCases) -> bool:
    """Whether a filing is that of an emergency whose telling goes on."""
    matter = request.body.matters[0]
    going_on = conversation.draft is not None and conversation.draft.linked_to is None
    return (
        going_on
        and matter.emergency
        and len(request.body.matters) == 1
        and matter.kind is Kind.report
    )


def _file(conversation: Conversation, told: Draft, heard: Heard, *said: Reply) -> Turn:
    if (
        Kind.query in heard.understood.kinds
        and not told.kinds
        and not _is_ours(heard, conversation.draft)
    ):
        kept, asked = filing.file_for_person(
            conversation.but(stage=Stage.idle, draft=None), told, heard.channel
        )
        return Turn(kept, (*said, Reply(text=emergency.filing_now())), asked)
    draft = told.but(kinds=_kinds_of(told))
    kept, request = filing.file_emergency(
        conversation.but(stage=Stage.collecting, draft=draft), draft, heard.channel
    )
    return Turn(kept, said, request)


def _kinds_of(told: Draft) -> tuple[Kind, ...]:
    """要他们赔医药费，我还要举报: who claims something goes on to a dispute beside the report."""
    claims = CIVIL.intersection(told.facts.demand) and not told.anonymous
    kinds = (*((Kind.complaint,) if claims else ()), *told.kinds)
    return tuple(kind for kind in MATTERS if kind in kinds) or (Kind.report,)


def _try_again(conversation: Conversation, heard: Heard) -> Turn | None:
    """An emergency that could not be filed at once is filed with the next message."""
    draft = conversation.draft
    pending = draft is not None and draft.emergency and draft.key is not None
    if draft is None or not pending or conversation.stage is not Stage.collecting:
        return None
    return _file(conversation, _told(draft, heard, conversation.key), heard)


def _is_news_of_known(conversation: Conversation, heard: Heard) -> bool:
    """Soon after an emergency, and no other trader or place is named: it is the same one."""
    known, meant = conversation.urgent, heard.understood
    named = meant.merchant is not None and can_be_trader(meant.merchant)
    if known is None or named or meant.place:
        return False
    return heard.message.at - known.at < _SAME_EMERGENCY


def _is_word_on_known(conversation: Conversation, heard: Heard) -> bool:
    """我婆婆还在吐: of people who are ill, soon after an emergency, and no claim or other shop."""
    told = illness_in(heard, known=True) is not Illness.none
    claims = asked_by(heard)
    other = claims or heard.understood.district or names_another(heard.text)
    return told and not other and _is_news_of_known(conversation, heard)


def _tell_known(conversation: Conversation, heard: Heard) -> Turn | None:
    known = conversation.urgent
    if known is None:
        return None
    kept = looking_up.carrying_words(conversation, heard)
    return looking_up.add(kept, known.number, heard.channel)


def _told_of_filed(conversation: Conversation, heard: Heard) -> Turn | None:
    """补充：我老婆今天也拉肚子了: one who is mildly ill belongs to what was just filed."""
    filed, meant = conversation.filed, heard.understood
    if filed is None or conversation.draft is not None:
        return None
    ill = 1 if _ALONE.search(heard.text) else meant.people_ill or 1
    level = illness_in(heard)
    told = level is Illness.ill or meant.people_ill  # 补充：碗也不洗 tells of nobody ill
    mild = bool(told) and level is not Illness.grave and ill < _A_TABLE
    other = meant.merchant or meant.place or names_another(heard.text)
    if not mild or other or _SUPPLEMENT.match(heard.text) is None:
        return None
    kept = looking_up.carrying_words(conversation, heard)
    if kept.carried is not None:
        kept = kept.but(carried=kept.carried.but(facts=Facts(people_ill=ill)))
    return looking_up.add(kept, filed.numbers[0], heard.channel)


def _is_ours(heard: Heard, draft: Draft | None) -> bool:
    """A food matter with somebody to look at, or how many are ill of one that is being told."""
    meant = heard.understood
    if draft is not None and Hazard.poisoning in draft.hazards and meant.people_ill:
        return True
    known = meant.merchant or meant.place or meant.setting is not Setting.unknown
    return bool(set(MATTERS).intersection(meant.kinds)) or bool(meant.hazards and known)


def _not_ours(conversation: Conversation, heard: Heard) -> Turn:
    referral = heard.understood.referral
    known = trouble.elsewhere(referral) if referral else trouble.elsewhere_unknown(heard.city)
    return Turn(conversation, (trouble.danger(), known))
