"""What is said soon after a filing and points back at it: 那家又…, 第一家是…, 同一个托管班."""

import re
from datetime import timedelta

from api.contract.codes import Kind
from api.contract.models import Facts
from bot.dialogue.conversation import Conversation, Filed
from bot.dialogue.demanding import asked_by
from bot.dialogue.kinds import VAGUE
from bot.dialogue.nearby import same_area, same_road
from bot.dialogue.turn import Heard

_POINTS = re.compile(
    r"(?:那|这|同一?)个?(?:家|间)(?!人)|同一个(?!月|人)|(?:那|这)个?(?:店|商家|老板)"
    r"|那个(?:服务员|店员|厨师|骑手|外卖员|客服|经理|收银)"
    r"|^(?:那|这)?个?(?:店|学校|食堂|超市|商家|餐厅|饭店|摊子|公司|厂子?)(?:就)?在"
    r"|第[一二两三1-3](?:家|个店|件)|刚才(?:说|投诉|举报|提交)的"
)
_SORT = re.compile(
    r"(?:那|这)(?:一?个|家|间)(超市|餐厅|饭店|酒楼|作坊|食堂|摊|档口?|厂|市场|奶茶店|面馆)"
)
"""那个超市 is a word on a supermarket that was told before, and on no workshop."""
_WEAKLY = re.compile(
    r"^(?:对了|刚才|刚刚|现在|今天|[，,\s])*(?:他|她|佢)(?:们|哋)?(?:刚|今天|又|还|现在|打|说|话|不|就|把|给|叫|让|威胁|骂|拉黑)"
    r"|拍了?(?:照|视频|图)|(?:照片|截图|小票|视频|录音|录像)(?:也|都|我)?(?:找到|有|在|拍|发)"
    r"|店家|老板|商家|对方|他们|他家|店里|店员"
)
"""So a story of another shop speaks too, whose name was left out."""
_MATERIAL = re.compile(
    r"(?:单据|病历|化验单|缴费单|检查单|收据|发票|小票)[^，,。]{0,4}(?:发|给|找到|补|拍|在这)"
)
_RENAMED = re.compile(r"(?:换|改)了?(?:个)?(?:店)?(?:名|招牌)|现在(?:改)?叫")
_ANOTHER = re.compile(
    r"(?:另外?|别的|其他|还有)一?(?:家|间|个店)|另一个店|第[二两三四2-4]件(?:事|是)?|(?:举报|投诉)(?:的是)?别人"
)
_CLAIMS = re.compile(r"投诉|举报")
_OF_BEFORE = re.compile(r"(?:刚才|之前|上次|前面)(?:的)?(?:投诉|举报)|(?:投诉|举报)的那")
_MORE = re.compile(
    r"^(?:我|对了|而且|另外|并且|补充一下|[，,\s])*(?:怀疑|觉得|估计|听说|看到|发现|感觉)?[^，,。；;]{0,8}(?:还|也|又)(?![没不]|要|想)"
    r"|^(?:另外|而且|对了|还有)[，,\s]*(?:他|她|佢|店|那|后厨|厨房|里面)"
)
_ADDS_ONE = re.compile(
    r"^(?:等等|等一下|等下|慢着|哦|噢|啊|诶|哎|对了|我|[，,。！!\s])*(?:再|还|要|帮我|给我|请|麻烦|[，,\s])*"
    r"(?:[加补添]上?一?(?:[条点个句样]|下)|补充|追加|漏了?一?[条点]|漏[说讲]|忘了?[说讲]|有一[条点]|差一[条点])"
)
_THEIRS = re.compile(r"(?<![其])(?:他|她|它|那|这|佢哋?)们?家|[他她它佢]们|佢哋|[那这][个家间]店")
_HE = re.compile(
    r"(?:而且|还有|对了|[，,\s])*(?:他|她|佢|老板娘?)(?:都|每天|天天|就|是|平时|经常|总|还|一般|用|把|会)"
)
# 他都是早上六点之前一个人下料: of the one that was just reported
_SOMEBODYS = re.compile(r"家(?:里|人|长|属|乡)")
"""他家里人 are people, and 他家 is a shop."""
_BOUGHT = re.compile(
    r"(?:我|俺|咱|家里?|妈|爸|老公|老婆)[^，,。；;]{0,6}(?:买|点|订|吃|喝)|买的?了?|网购"
)
_SAW = re.compile(
    r"^(?:我|就|是|大概|应该|都是|[，,\s])*[^，,。；;]{0,12}(?:看到|看见|撞见|拍|拍到|发现|买|吃|点|发生)的(?=[，,。；;\s]|$)"
)
"""前天搬货时看到的: when it was, of what was told before."""
_WHILE = timedelta(minutes=30)
"""So long after a filing what goes on without a name is of it."""
_LONGEST = 120
_SHORT_NAME = 2


def points_back(conversation: Conversation, heard: Heard) -> bool:
    """Whether a message speaks of the trader of the last filing, and of no other."""
    filed, text = conversation.filed, heard.text
    if filed is None or len(text) > _LONGEST or _ANOTHER.search(text):
        return False
    if _RENAMED.search(text):
        return True
    known, new = filed.draft.facts.merchant, heard.understood.merchant
    if new is not None and not (known and (new in known or known in new)):
        return False
    if new is None and _is_elsewhere(filed, heard):
        return False
    soon = conversation.moment - filed.at <= _WHILE
    return _points(filed, heard) or (soon and (_goes_on(filed, heard) or _adds_to(filed, heard)))


def _is_elsewhere(filed: Filed, heard: Heard) -> bool:
    """盐田区东和公园门口有个三轮车, after a shop in another place: district and place are told."""
    here, there = heard.understood.place, filed.draft.facts.place
    told = here is not None and heard.understood.district is not None
    return (
        told
        and there is not None
        and not (same_area(there, here) or same_road(there, here) or str(here) in there)
    )


def _adds_to(filed: Filed, heard: Heard) -> bool:
    """再加一条 他家肉馅是前一天剩的: one more fault of the shop that was just filed."""
    meant, text = heard.understood, heard.text
    if meant.merchant or meant.place or meant.district:
        return False
    theirs = _HE.match(text) is not None or any(
        not _SOMEBODYS.match(text, found.end() - 1) for found in _THEIRS.finditer(text)
    )
    adds = _ADDS_ONE.match(text) is not None
    more = _MORE.search(text) is not None
    bought = _BOUGHT.search(text) is not None and meant.food not in {None, filed.draft.facts.food}
    return adds or (theirs and (more or not bought) and not meant.demand)


def _points(filed: Filed, heard: Heard) -> bool:
    """By the name of the trader or of the food, by that one, or by them where no more is told."""
    text, meant, facts = heard.text, heard.understood, filed.draft.facts
    plain = set(meant.ruled) <= VAGUE
    if plain and facts.food is not None and f"那个{facts.food}" in text:
        return True
    sort = _SORT.search(text)
    if sort is not None:
        return any(sort[1] in said.text for said in filed.draft.said)
    if _MATERIAL.search(text) and not (meant.place or meant.district or meant.merchant):
        return True
    if _POINTS.search(text) or (facts.merchant is not None and is_named(facts.merchant, text)):
        return True
    return plain and not (meant.place or meant.district) and _WEAKLY.search(text) is not None


def _goes_on(filed: Filed, heard: Heard) -> bool:
    """我怀疑还用了地沟油, 肉也是臭的: more of what is wrong there, of no other food bought."""
    meant, text = heard.understood, heard.text
    named = meant.merchant or meant.place or meant.district or meant.when
    bought = _BOUGHT.search(text) is not None and meant.food not in {None, filed.draft.facts.food}
    elsewhere = meant.merchant or meant.place or meant.district
    same = set(meant.ruled) <= {*VAGUE, *filed.draft.hazards}
    if meant.when and _SAW.search(text) and same and not elsewhere:
        return True
    return bool(meant.ruled) and not named and not bought and _MORE.search(text) is not None


def names_another_shop(text: str) -> bool:
    """另外一家也…."""
    return _ANOTHER.search(text) is not None


def names_another(text: str) -> bool:
    """另外一家也…, 我还要投诉: of another shop, or called a matter of its own."""
    return _ANOTHER.search(text) is not None or _CLAIMS.search(text) is not None


def goes_to_the_last(conversation: Conversation, heard: Heard) -> bool:
    """Whether a message is one more word on the last filing, and no matter of its own."""
    return points_back(conversation, heard) and not claims_anew(conversation, heard)


def claims_anew(conversation: Conversation, heard: Heard) -> bool:
    """我还要举报他们后厨脏: the same trader's, but a matter of its own."""
    filed = conversation.filed
    reported = filed is not None and Kind.complaint not in filed.draft.kinds
    if reported and asked_by(heard):
        return True
    return _CLAIMS.search(heard.text) is not None and _OF_BEFORE.search(heard.text) is None


def of_same_trader(conversation: Conversation) -> Facts:
    """The trader of the last filing, and where it is."""
    filed = conversation.filed
    if filed is None:
        return Facts()
    told = filed.draft.facts.model_dump()
    kept = ("merchant", "merchant_address", "place", "district", "division", "street", "location")
    return Facts.model_validate({name: told[name] for name in kept})


def is_named(name: str, text: str) -> bool:
    """百佳那个 for 百佳超市: a trader by the beginning of its name."""
    return len(name) >= _SHORT_NAME and (name in text or name[: max(2, len(name) // 2)] in text)
