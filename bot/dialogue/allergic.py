"""点单时问过有没有花生: whoever told of an allergy was not poisoned, but not warned."""

import re

from api.contract.codes import Hazard
from bot.dialogue.conversation import Draft
from bot.dialogue.script import in_plain

_ALLERGIC = re.compile(
    r"(?:我|儿子|女儿|孩子|宝宝|娃|他|她|老公|老婆|妈|爸|朋友|同事)[^，,。；;]{0,8}?(?:对[^，,。；;]{1,10}过敏|[^，,。；;吃喝]{0,6}过敏)|过敏(?:体质|原|源)|(?:对|有)[^，,。；;]{1,8}过敏"
)
_TOLD = re.compile(
    r"(?:说|问|讲|告诉|备注|强调|叮嘱|交代|提醒|写|标|注明|声明|告知|提示)[^，,。；;]{0,14}|(?:不要|别|不能|去掉|不加|没有?)放?[^，,。；;]{0,4}(?:花生|坚果|海鲜|虾|蛋|奶|麸|芒果|芝麻)"
)
_RASH = re.compile(r"疹|疙瘩|[嘴脸唇喉眼][^，,。；;]{0,4}肿")
_ASKED_BEFORE = re.compile(
    r"(?:问|讲|说|备注|叮嘱|强调)[^，,。；;]{0,6}(?:有没有|含不含|有无|不要|别)放?[^，,。；;]{0,3}(?:花生|坚果|海鲜|虾|蟹|蛋|奶|麸|芒果|芝麻|大豆)"
)
"""买之前特意问过有没有花生: whoever asks so and breaks out in a rash need not say 过敏."""
_STOMACH = re.compile(
    r"(?<!想)吐(?!槽|痰|出|口水|司)|呕|拉(?:肚|稀|了)|腹泻|泻|食物中毒|发烧|肚子|变质|馊|臭|没熟"
)


def is_allergic(told: str) -> bool:
    """Whether an allergy is told of that the trader knew of, and of no poisoning."""
    known = _ALLERGIC.search(told) is not None and _TOLD.search(told) is not None
    known = known or (_RASH.search(told) is not None and _ASKED_BEFORE.search(told) is not None)
    return known and _STOMACH.search(told) is None


def broke_out(draft: Draft, text: str) -> bool:
    """脸都肿了, of somebody of whose allergy was told before: there is one who is ill."""
    told = "\n".join(in_plain(draft.said))
    return _RASH.search(text) is not None and is_allergic(told)


def as_allergy(draft: Draft, hazards: tuple[Hazard, ...]) -> tuple[Hazard, ...]:
    """What is wrong, where nobody was poisoned: the food held what it was said not to hold."""
    told = "\n".join(in_plain(draft.said))
    if Hazard.poisoning not in hazards or not is_allergic(told):
        return hazards
    rest = tuple(one for one in hazards if one is not Hazard.poisoning)
    return rest or (Hazard.other_food,)
