"""我们没怎么吃，人没事: an alarm that was nobody's illness; the facts follow what is said now."""

import re
from dataclasses import replace

from api.contract.codes import Demand, Hazard, Kind
from api.contract.models import Facts
from bot.dialogue import looking_up
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.ill_roles import counted
from bot.dialogue.illness import befell_somebody, is_long_over
from bot.dialogue.script import in_plain
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn

_SUFFERS = (
    r"(?:生病|不舒服|唔舒服|不适|吐|呕吐|拉肚子|拉|屙|肚[痛疼]|住院|中毒|难受|中招|发烧|出事"
    r"|去医院|有事|事|症状|出现)"
)
_ALL = r"(?:人|我们?|我俩|咱们?|大家|大人|孩子|谁|家里?人|一家人?|全家|娃|她|他)"
_NOBODY = re.compile(
    rf"(?:没[有得]?|莫得|木有|未有|无|冇得?)(?:任何)?(?:一个)?(?:人|哪个|边个)(?:真的?)?(?:因此|因为这个|吃|感到|觉得|出现)?{_SUFFERS}|(?:谁|人)(?:都|也)?没有?(?:真的)?{_SUFFERS}"
    rf"|没(?:有)?(?:真的?)?(?:生病|中毒)|没真(?:的)?吐|不是(?:真的?)?(?:生病|中毒|有人生病|人(?:生病|不舒服)|人吐)"
    r"|并没有?(?:人)?(?:真的?)?(?:吐|拉肚子|生病|不舒服|中毒)"
)
"""Said outright: 没有人生病."""
_TREATED = re.compile("住院|去医院|送医")
"""没人住院, of five who have the runs: nobody lies in hospital, and five are ill."""
_FINE = re.compile(
    rf"(?:^|[，,。；;！!\s]){_ALL}?(?:倒是?|都|也|暂时)*(?:没(?:什么|啥)?事(?!先|做|干|找)|好好的|没(?:什么|啥)(?:大碍|反应|问题))"
    rf"|(?:^|[，,。；;！!\s])(?:因为|所以|幸好|还好|好在|其实|当时)?{_ALL}?(?:都|也|一口)*(?:没(?:有)?|还没)(?:怎么|敢|真)?(?:吃|喝|动筷)(?!完|饭|药|出|到|坏|东西)"
)
"""人没事, 没怎么吃: of people of whom no illness was told."""
_BESIDES = (
    (Hazard.foreign_object, re.compile(r"虫|头发|异物|苍蝇|蟑螂|塑料|钢丝|玻璃")),
    (Hazard.expired, re.compile(r"过期|过了?保质期")),
    (
        Hazard.spoilage,
        re.compile(r"臭|馊|变质|变味|异味|怪味|发霉|霉|酸了|发酸|坏了|坏的|不新鲜|腐|烂"),
    ),
)
"""What was wrong with the food, where an illness stood before all else."""
_CASES = frozenset({Kind.complaint, Kind.report, Kind.tip, Kind.withdraw})
_REST = re.compile(
    r"(?:就|只有|只是)(?:我|他|她)?[^，,。；;\s]{0,4}一个人|其他|其余|别的人?|剩下|另外|现在(?:都|人)?(?:已经)?没事了|好了|出院|恢复|退了"
)


def _if_lately(heard: Heard) -> Heard:
    """The message; what is long over and healed is no emergency, however grave it was."""
    if not heard.understood.emergency or not is_long_over(heard.text):
        return heard
    return replace(heard, understood=heard.understood.model_copy(update={"emergency": False}))


def unless_ill(conversation: Conversation, heard: Heard) -> tuple[Conversation, Heard]:
    """The chat and the message, both without an illness that the person says is none."""
    heard = counted(conversation, _if_lately(heard))
    draft = conversation.draft
    before = in_plain(draft.said) if draft is not None else ()
    if not _is_taken_back(heard, before):
        return conversation, heard
    meant = heard.understood
    hazards = tuple(one for one in meant.hazards if one is not Hazard.poisoning)
    none: dict[str, object] = {"people_ill": None, "emergency": False, "hazards": hazards}
    if not _CASES.intersection(meant.kinds):  # 没有人生病 alone asks nothing and goes nowhere
        demand = tuple(one for one in meant.demand if one is not Demand.answer)
        none |= {"kinds": (Kind.supplement,), "demand": demand, "answer": None, "referral": None}
    well = replace(heard, understood=meant.model_copy(update=none))
    if draft is None or not _tells_of_ill(draft):
        return conversation, well
    return conversation.but(draft=_without_ill(draft), cared=None), well


def call_off(conversation: Conversation, heard: Heard) -> Turn | None:
    """The officers of an emergency, of which nothing more is being told, hear that it was none."""
    known, told = conversation.urgent, conversation.urgent_told
    if known is None or conversation.draft is not None or known.ill == 0:
        return None
    if not _is_taken_back(heard, in_plain(told.said) if told else ("",)):
        return None
    carried = looking_up.carrying_words(conversation, heard)
    words = carried.carried
    if words is None:
        return None
    carried = carried.but(
        carried=words.but(facts=Facts(people_ill=0)), urgent=known.but(ill=0), cared=None
    )
    return looking_up.add(carried, known.number, heard.channel)


def _is_taken_back(heard: Heard, before: tuple[str, ...]) -> bool:
    text = heard.text
    if heard.message.button is not None or not text or is_question(text):
        return False
    if befell_somebody(_NOBODY.sub("", text)) or heard.understood.people_ill or _REST.search(text):
        return False
    outright = _NOBODY.search(text)
    plain = outright is not None and _TREATED.search(outright[0]) is None
    if plain and outright is not None and not outright[0].startswith(("人", "谁")):
        return True
    # whoever was plainly told to be ill stays so: 我们大人都没事 is of the others
    fine = outright if outright is not None and plain else _FINE.search(text)
    return fine is not None and not any(befell_somebody(told) for told in before)


def _tells_of_ill(draft: Draft) -> bool:
    ill = draft.emergency or draft.facts.people_ill
    return bool(ill) or Hazard.poisoning in draft.hazards


def _without_ill(draft: Draft) -> Draft:
    """What was told besides; a filed emergency hears that nobody is ill."""
    rest = tuple(one for one in draft.hazards if one is not Hazard.poisoning)
    ill = 0 if draft.linked_to is not None else None
    return draft.but(
        emergency=False,
        hazards=rest or (_besides("\n".join(in_plain(draft.said))),),
        guessed=tuple(one for one in draft.guessed if one is not Hazard.poisoning),
        facts=draft.facts.model_copy(update={"people_ill": ill}),
    )


def _besides(told: str) -> Hazard:
    return next((hazard for hazard, word in _BESIDES if word.search(told)), Hazard.other_food)
