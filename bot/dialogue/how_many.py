"""How many matters a message says will be told: 两家店都要投诉, 三件事."""

import re

_ANNOUNCES = re.compile(
    r"(?<![买了订])[两俩二2三3](?:家(?!人)|件(?:[^，,。；;\s]{0,2}事|$|[，,。！!\s])|[桩码][^，,。；;\s]{0,3}事|个(?:店|档口?|摊|商家|地方|坑|雷|案子|事情?|投诉|举报|东西都)|间(?:店|[铺舖鋪]|档|食肆))"
    r"|(?:踩|碰|遇|撞|中|吃|着)[了到上]*(?:一?共)?[两俩二2三3][个次回]?(?:大)?(?:坑|雷|招|亏|倒霉事|糟心事|闹心事|问题)"
    r"|[两俩二2三3](?:个|单|份|次|顿|样)(?:外卖|订单|单子?|东西|店|饭|小吃|吃的)?(?:都|全|全都)(?:有|出|是)[^，,。；;]{0,3}(?:问题|毛病|坑|雷)"
    r"|[两俩二2三3][个家]?(?:糟心|黑心|坑人|倒霉|闹心|垃圾|无良|坑|烂|差劲?)的?(?:店|商家|摊|事|餐厅|馆子)"
    r"|[和跟与][^，,。；;\s]{1,8}都(?:坑|骗|宰|有(?:点|些)?(?:问题|毛病))"
    r"|(?:投诉|举报)一[家个][^，,。；;]{1,8}[，,、和]?(?:还|也|再|又|另外|同时)(?:要|想)?(?:投诉|举报)一?[家个]"
    r"|(?:还有|另外|再)一[家个件](?:店|商家|事)?也?(?:要|想)(?:投诉|举报)|又[^。；;]{2,20}[，,]都(?:出|有)(?:了)?(?:问题|毛病)"
    r"|[去逛吃][了过][两俩二2三3][个家]店"
    r"|[吃买逛去了][两俩二2三3][家间](?:店|餐厅|馆子|饭店|摊子?)都"
    r"|(?<![我们咱他她])[两俩二2三3][家个](?:店|商家|摊子?)?(?:都|全都?)(?:是)?(?:坑|骗|宰|黑|忽悠|欺负|不是(?:个)?(?:东西|好东西))"
    r"|俩(?:店|事)|[两俩2]个都是?要?(?:投诉|举报)|[两俩二2三3][样种](?:东西|吃的)[^，,。；;]{0,3}[，,]?都|门对门|[两俩二2三3]家[^，,。；;]{0,8}都(?:有|出)(?:了|点|些)*(?:问题|毛病)|[和跟与][^，,。；;]{1,12}各(?:自)?[买吃点订]了|[被给又]?[坑骗宰][^，,。；;\s]{0,3}[两俩2二三3][次回家]"
    r"|(?:投诉|举报)(?:一[家个件])?[，,、和又]{0,2}(?:再|还|也|另|要|外)*(?:投诉|举报)另?外?一[家个件]"
)
"""Words that say that more than one matter will be told."""
_THREE = re.compile(r"[三3](?:家|件|个|桩|间)")
_OF_TWO, _OF_THREE = 2, 3
_ONE = re.compile(
    r"[，,。；;：:！!\s](?:先说|第[一1]|一是|头一|[一1][、.．)）]|一[家个件](?:是|叫|在)|其一|①)|「|“"
)
_QUOTES = "「“"
_TO_CLAUSE = re.compile(r"[^，,。；;：:！!\s]*$")
"""What stands in the same clause before a name in brackets is of that one."""


def announces(text: str) -> bool:
    """两家店都要投诉: more than one matter is going to be told."""
    return _ANNOUNCES.search(text) is not None


def number_announced(text: str) -> int:
    """How many matters are going to be told, as far as the words say so."""
    if not announces(text):
        return 0
    return _OF_THREE if _THREE.search(text) else _OF_TWO


def announced_part(text: str) -> str:
    """What is said of all of them: the announcement, up to where the first of them begins."""
    if not announces(text):
        return ""
    begins = _ONE.search(text)
    if begins is None:
        return text
    before = text[: begins.start()]
    return _TO_CLAUSE.sub("", before) if begins[0] in _QUOTES else before
