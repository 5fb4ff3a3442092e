"""Which kind a matter is, and what is wrong with it, as a message adds to what the draft knows."""

import re

from api.contract.codes import Demand, Hazard, Kind, Setting
from api.contract.understood import Understood
from bot.dialogue.authority import (
    demands_check,
    is_to_be_checked,
    names_check,
    only_pleads,
    orders_check,
    speaks_of_check,
)
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import asked_by, demands_in
from bot.dialogue.illness import befell_somebody
from bot.dialogue.of_others import CALLS_REPORT, of_others
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.script import in_plain
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

CIVIL = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
MATTERS = (Kind.complaint, Kind.report)
ONLINE = frozenset({Setting.delivery, Setting.online_shop})
VAGUE = frozenset({Hazard.other_food, Hazard.service})
"""Hazards that stand only where no clear one was named."""
OF_BUYERS = frozenset(
    {
        Hazard.poisoning,
        Hazard.foreign_object,
        Hazard.spoilage,
        Hazard.expired,
        Hazard.price_weight,
        Hazard.service,
    }
)
"""What mostly befalls somebody who bought something."""
OF_TRADERS = frozenset(
    {Hazard.hygiene, Hazard.unlicensed, Hazard.waste_oil, Hazard.uninspected_meat}
)
"""What somebody sees who bought nothing."""
_OF_A_BUYER = re.compile(r"投诉|投訴|買|飲|食咗|买|吃|喝|点了|点的|订|退|赔|花了|消费|下单|收到")
_OWN_LOSS = re.compile(
    r"[吃喝咬][出着]|(?:我|妈|爸|老婆|老公|我们|咱)(?!们?看)[^，,。；;！!]{0,10}(?:买|花|点|吃|喝)了"
    r"|(?:花|付|交)了[^，,。；;]{0,6}\d|[这那整][一]?[餐顿桌锅][饭菜]?[^，,。；;\d]{0,3}\d{2,}|[拿带提拎打买][包]?回(?:去|来|家|屋)"
    r"|[买切称打订]的(?:[半一两三四五六七八九十\d]+)(?:斤|只|份|盒|袋|个|箱)"
)
"""What somebody swallowed or paid for."""
_ITS_PRICE = re.compile(r"^\d{1,5}(?:\.\d{1,2})?(?:块钱?|元|蚊)[，,\s]+")
"""38块 要求退款: what was paid, before what is asked."""
_CALLS_BOTH = re.compile(
    r"(?:举报|投诉)(?:[，,、]|和|加|并|跟|与)*(?:我)?(?:也|又|还|同时|并且?|和|加|跟|与|兼|带|\+|、)+(?:要|想)?(?:投诉|举报)"
    r"|(?:投诉举报|举报投诉)(?:都|一起)"
)
_COMPLAINT = re.compile("投诉|投訴")
_A_FEW_WORDS = 24
"""More characters tell of more than a wish."""
_SURE = 0.9
"""Less sure of a report than this, it is heard who bought or ate."""
_CERTAIN = 0.95
"""As sure as this, what a message is like counts as a word for it."""
_A_NAME = 24
"""So many characters may be no more than a name and where it is."""
_OWN = frozenset({"phone", "person", "address"})
"""What is found in words that say who is writing."""
_GUESSED = 0.3
_A_BIT = 8
"""Fewer characters say what is wrong only by the words for it."""


def kinds_with(draft: Draft, heard: Heard) -> tuple[Kind, ...]:
    """A report that turns out to be a dispute too is both; a tip is a report here."""
    meant, text = heard.understood, heard.text
    if draft.linked_to is not None and not draft.kinds:
        return (Kind.complaint,) if asked_by(heard) else ()
    if not draft.kinds:
        return _first_kinds(heard)
    if draft.kinds == (Kind.report,):
        return _of_a_report(draft, heard)
    # nothing but a check is wanted, and nobody called it a complaint
    alone = draft.asking is Ask.demand or not any(_COMPLAINT.search(s.text) for s in draft.said)
    dated = draft.asking is Ask.when and not speaks_of_check(text)  # 上周去就关了 says when
    checked = is_to_be_checked(meant, text) and not dated
    checked = checked or orders_check(draft, text) or demands_check(text)
    if draft.asking is Ask.demand:  # 查一下他们, to the question what is claimed
        checked = checked or Demand.punish in demands_in(text)
    if not draft.linked_to and draft.kinds == (Kind.complaint,) and checked:
        claims = CIVIL.intersection((*draft.facts.demand, *asked_by(heard)))
        return (Kind.report,) if alone and not claims else MATTERS
    return draft.kinds


def _first_kinds(heard: Heard) -> tuple[Kind, ...]:
    """What a matter is by its first message."""
    meant, text, claims = heard.understood, heard.text, asked_by(heard)
    told = tuple(Kind.report if kind is Kind.tip else kind for kind in meant.kinds)
    kinds = called_in(heard) or tuple(kind for kind in MATTERS if kind in told)
    if kinds == MATTERS and claims and (only_pleads(text) or _only_claims(heard)):
        return (Kind.complaint,)
    if kinds == (Kind.complaint,) and claims and demands_check(text):
        return MATTERS  # 要求退款，并请依法查处
    if kinds == told == (Kind.report,) and CIVIL.intersection(claims) and not called_in(heard):
        return MATTERS if demands_check(text) else (Kind.complaint,)  # 口水油，335块必须退
    guessed = kinds == (Kind.report,) and told == kinds and meant.confidence < _SURE
    if guessed and Kind.tip not in meant.kinds and _befell(meant, text):
        return (Kind.complaint,)
    clear = bool(set(meant.hazards) - VAGUE)
    seen = kinds == (Kind.complaint,) and (_only_seen(meant, text) or (clear and of_others(heard)))
    return (Kind.report,) if seen else kinds


def _only_claims(heard: Heard) -> bool:
    """…要求退款并赔偿1000元: what befalls a buyer, and no word of a check."""
    text = heard.text
    unasked = not (demands_check(text) or speaks_of_check(text) or called_in(heard))
    return unasked and set(heard.understood.hazards) - VAGUE <= OF_BUYERS


def _of_a_report(draft: Draft, heard: Heard) -> tuple[Kind, ...]:
    """A report, or the dispute that it turns out to be, too or instead."""
    meant, text, asks_back = heard.understood, heard.text, asked_by(heard)
    paid = Kind.complaint in meant.kinds and meant.amount is not None and _befell(meant, text)
    if (asks_back or paid) and is_a_dispute(draft, text, meant.hazards):
        return (Kind.complaint,)
    return MATTERS if asks_back and not draft.anonymous else draft.kinds


def turned_out(draft: Draft, meant: Understood, text: str) -> tuple[Kind, ...]:
    """A report that nobody asked for is a dispute, once its writer is named and claims back.

    So is one that was only made of a complaint since no name was to be given: 好吧那我给.
    """
    known, claims = draft.reporter, CIVIL.intersection(draft.facts.demand)
    whole = bool(known.name and known.phone and known.address)
    guessed = draft.kinds == (Kind.report,) and not draft.linked_to and draft.tip is None
    disputed = draft.refused_name > 0 or is_a_dispute(draft, text, meant.hazards)
    disputed = bool(guessed and whole and claims) and disputed
    return (Kind.complaint,) if disputed else draft.kinds


def is_a_dispute(draft: Draft, text: str, more: tuple[Hazard, ...] = ()) -> bool:
    """到手才二两多 … 退差价: what befalls a buyer, who asked for no check."""
    told = "\n".join([*in_plain(draft.said), text])
    hazards = {*draft.hazards, *more} - VAGUE
    of_buyers = OF_BUYERS | {Hazard.label, Hazard.counterfeit, Hazard.false_claim}
    own = (_OWN_LOSS.search(told) or _ITS_PRICE.search(text)) and not names_check(told)
    return bool(own) or (hazards <= of_buyers and not speaks_of_check(told))


def _befell(meant: Understood, text: str) -> bool:
    """奶茶里喝出蟑螂！你们管不管: what befell the writer, who asks for no check."""
    wanted = speaks_of_check(text) or "匿名" in text
    many = meant.setting in {Setting.school_canteen, Setting.staff_canteen}
    return bool(meant.hazards) and _OWN_LOSS.search(text) is not None and not (wanted or many)


def called_in(heard: Heard) -> tuple[Kind, ...]:
    """What the writer calls a matter outright: 我要举报也要投诉 · 举报…缺斤短两."""
    meant, text = heard.understood, heard.text
    if not set(MATTERS) & set(meant.kinds):
        return ()
    if calls_both(text):
        return MATTERS
    claims = asked_by(heard)
    report = CALLS_REPORT.search(text) and "投诉" not in text and not claims
    return (Kind.report,) if report else ()


def calls_both(text: str) -> bool:
    """我要投诉加举报: both, whatever will be told."""
    return _CALLS_BOTH.search(text) is not None and not is_question(text)


def _only_seen(meant: Understood, text: str) -> bool:
    """How a trader works, told by somebody who bought nothing and asks nothing back."""
    clear = set(meant.hazards) - VAGUE
    seen = bool(clear) and clear <= OF_TRADERS
    return seen and not (CIVIL & set(meant.demand) or _OF_A_BUYER.search(text))


def hazards_now(draft: Draft, meant: Understood, text: str) -> tuple[Hazard, ...]:
    """What is wrong; 没过期，是变质了 takes the date back where something else is wrong."""
    told = _hazards_told(draft, meant, len(text))
    denied = Hazard.expired not in meant.hazards and _IN_DATE.search(text) is not None
    named = tuple(one for one in meant.hazards if one in meant.ruled)
    rest = (*(one for one in told if one is not Hazard.expired), *named)
    sure = {*draft.hazards, *named} - {*VAGUE, *draft.guessed}
    return tuple(dict.fromkeys(rest)) if denied and sure.intersection(rest) else told


_IN_DATE = re.compile(
    r"(?<!说)(?<!说是)(?<!说还)(?:没有?|还没有?|不是|并未|未)(?:过|到)(?:了)?(?:保质)?期|在保质期(?:内|里)|没超保质期"
)


def _hazards_told(draft: Draft, meant: Understood, length: int) -> tuple[Hazard, ...]:
    """A vague word never stands before a clear one, nor is added to it."""
    if draft.said and not (meant.people_ill or meant.emergency or meant.ruled):  # nobody is ill
        sober = tuple(hazard for hazard in meant.hazards if hazard is not Hazard.poisoning)
        meant = meant.model_copy(update={"hazards": sober})
    kept = {Hazard.other_food} if _is_plainly_other(draft, meant) else set()
    unsure = {*VAGUE, *_given_way(draft, meant)} - kept
    known = tuple(hazard for hazard in draft.hazards if hazard not in unsure)
    new = tuple(hazard for hazard in meant.hazards if hazard not in VAGUE)
    named = tuple(hazard for hazard in new if hazard in meant.ruled)
    if named and meant.hazards[0] in VAGUE:  # 隔夜菜: what words name comes before a guess
        new = named
    if kept:  # 鸡腿没熟, then only what its writing is like
        new = named
    served = Hazard.service in draft.hazards and Hazard.service not in draft.guessed
    settled = known or served  # 储值卡不给退, then the sums of it
    an_answer = settled and (draft.asking is not None or draft.shown)
    if draft.said and Hazard.food_waste not in meant.ruled:  # 没动筷子 in an answer
        new = tuple(one for one in new if one is not Hazard.food_waste)
    claims = bool(draft.said and CIVIL.intersection(meant.demand) and length <= _A_FEW_WORDS)
    # 退我锅底和牛蛙的钱: the manner of writing of an answer or a claim says little
    if an_answer or claims or (draft.said and length < _A_BIT):
        new = named if draft.asking not in PERSONAL or _is_story(draft, meant) else ()
    clear = _added_first(tuple(dict.fromkeys((*known, *new))), meant)
    if clear or an_answer or claims:
        return clear or draft.hazards
    return tuple(dict.fromkeys((*draft.hazards, *meant.hazards)))


def _is_plainly_other(draft: Draft, meant: Understood) -> bool:
    """鸡腿没熟 was told, and nothing clear is named now."""
    other = Hazard.other_food
    told = other in draft.hazards and other not in draft.guessed
    unsure = meant.confidence < _SURE or not meant.ruled
    return told and unsure and not set(meant.ruled) & set(meant.hazards) - VAGUE


def _is_story(draft: Draft, meant: Understood) -> bool:
    """苍蝇落了一层, though it was asked who is writing: what was to be reported is told now."""
    told = bool({*MATTERS, Kind.tip} & set(meant.kinds)) and not (meant.place or meant.merchant)
    return told and draft.kinds == MATTERS and not any(f.kind in _OWN for f in meant.findings)


def _added_first(hazards: tuple[Hazard, ...], meant: Understood) -> tuple[Hazard, ...]:
    """药酒里加了伟哥: what is put in outweighs what is promised of it."""
    added = Hazard.illegal_additive
    promised = hazards[:1] == (Hazard.false_claim,) and added in hazards
    if not promised or added not in meant.ruled:
        return hazards
    return (added, *(one for one in hazards if one is not added))


def guessed_now(
    draft: Draft, meant: Understood, hazards: tuple[Hazard, ...]
) -> tuple[Hazard, ...]:
    """Of what is wrong that for which still no word stood."""
    sure = {*draft.hazards, *meant.ruled} - (set(draft.guessed) - set(meant.ruled))
    if meant.confidence >= _CERTAIN:  # 烤羊肉串根本不是羊, whether or not a word of it is known
        sure |= {*meant.hazards[:1]} - VAGUE
    return tuple(hazard for hazard in hazards if hazard not in sure)


def _given_way(draft: Draft, meant: Understood) -> tuple[Hazard, ...]:
    """三家外卖共用一个灶 looked like no licence, until 蟑螂 was named; who is ill stays so."""
    named = set(meant.ruled) & set(meant.hazards) - set(VAGUE)
    ill = draft.emergency or draft.facts.people_ill
    ill = ill or any(map(befell_somebody, in_plain(draft.said)))
    return tuple(o for o in draft.guessed if named and not (ill and o is Hazard.poisoning))


def hazards_with(draft: Draft, more: tuple[Hazard, ...]) -> tuple[Hazard, ...]:
    """What is wrong, with more of it."""
    clear = tuple(h for h in dict.fromkeys((*draft.hazards, *more)) if h not in VAGUE)
    return clear or draft.hazards


def without_guesses(draft: Draft, heard: Heard) -> Draft:
    """面包店 alone is no matter yet, and what its writing sounds like is not what is wrong."""
    meant = heard.understood
    little = meant.confidence < _GUESSED and len(heard.text) <= _A_NAME
    guessed = set(meant.hazards) - set(meant.ruled) if little else set()
    return draft.but(kinds=(), hazards=tuple(h for h in draft.hazards if h not in guessed))


def only_called(draft: Draft, heard: Heard) -> Draft:
    """我要投诉加举报 says what is wanted, and not yet what is wrong."""
    if not calls_both(heard.text):
        return draft
    return draft.but(hazards=without_guesses(draft, heard).hazards)


def asked_back(draft: Draft, heard: Heard) -> tuple[Demand, ...]:
    """钱必须全退！ in a few words of somebody who reports: it is a dispute too."""
    open_to = draft.kinds == (Kind.report,) and len(heard.text) <= _A_FEW_WORDS
    brief = open_to and (not draft.anonymous or is_a_dispute(draft, heard.text))
    return asked_by(heard) if brief else ()
