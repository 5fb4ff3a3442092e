"""Who is only mentioned beside the trader that is meant, and what is no trader at all.

本来订的是老渔灶，没位就去了旁边的望江烤鱼 is about 望江烤鱼; 大姐 who is spoken to sells nothing.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_PRONOUN = "(?:[我俺咱你您]们?|大家|孩子|老公|老婆|[他她])?"
_GOING = (
    r"(?:都|就|也|是|老是|总是|经常|一般|说好|说|想着?|打算|准备|计划|要|约好?|定|订|预订|预定|选|看中"
    r"|去|上|到|在|吃|喝|买|点|找|光顾|了|的|过|那个|那家|这家|他们|旁边|隔壁|楼下|对面|家|个|一直)*"
)
_PLANNED = re.compile(
    rf"(?:本来|原本|原先|原来|原定|开始|起初|本想|原想){_PRONOUN}{_GOING}[「“\"『]?$"
)
"""本来订的是: where somebody would have gone."""
_USUAL = re.compile(
    rf"(?:平时|平常|一般|通常|平日里?|以前|之前|从前|往常|过去|一直|一向|历来|上次|上回|前几次|早先){_PRONOUN}{_GOING}[「“\"『]?$"
)
"""平时我都是在: where somebody goes at other times."""
_INSTEAD = re.compile(
    r"(?:那天|这次|这回|今次|当天|当晚|后来|结果|所以|于是|临时|只好|只能|没办法|谁知道?|就|才|就近|随便)[^。！!？?]{0,14}(?:[去到进换找选在上][了到去成]?)|改[去到在成]|换(?:[了到成]|一?家)|转去"
)
"""那天就到对面那家: somebody went elsewhere."""
_SHUT = re.compile(
    r"[」”\"』]?(?:那家|那边|店|他家|家|的)?(?:那天|当时|今天|昨天|结果|后来|突然|居然|又|正好|刚好|恰好|不巧|已经|都|就|也|人|因为)*"
    r"(?:关门|关了|关店|没开|不开|没营业|不营业|停业|歇业|休息|装修|搬走|搬了|倒闭|拆了|没位|没有位|没座|满座|坐满|满了|满员|客满|爆满|排队|排不|要排|要等|等位|卖完|卖光|没货|没票|订不到|约满)"
)
_FINE = re.compile(
    r"[」”\"』]?(?:那[家边个]|的)?(?:[（(][^（）()]{0,10}[）)])?(?:[吃买喝点](?:[的了过][\u4e00-\u9fff]{0,4}?)?)?(?:也|倒是?|都|就|一直|从来|向来)*"
    r"(?:没[出有]?过?(?:任何|什么)?(?:事|问题|毛病)(?![人找就先])|挺好|好好的|蛮好|很好|不错|是好的|正常)"
)
_FAR = 16
"""More signs between a plan and a name tell something else."""

_CALLED_TO = re.compile(
    r"(?:[老大小阿靓亲好]?(?:妹|姐|哥|弟|兄|叔|姨|伯|婶|嫂|爷|娘|铁|仔|表)|大兄弟|大妹|大妹子|小姐姐|小哥哥|帅哥|美女|靓女|宝子|家人|同志|领导|朋友|师傅|老师|小编|客服)"
    r"(?:儿|子|们|姐|哥|妹|弟|叔|姨|嘞|呀|啊)*"
)
_SPOKEN_TO = re.compile(r"[\s，,。！!？?：:~～]*(?:[我俺咱你您跟听帮麻求请问给能这是]|$)")
_OPENS = re.compile(r"(?:^|[\s，,。；;！!？?]|谢谢|谢啦|喂|你好|您好)$")
_CRIED = re.compile(
    r"(?:真|太|好|也|都|就|简直|我|人)*(?:无语|无语子|绝绝子|服|醉|裂开|麻|栓[qQ]|离谱|离大谱|救命|避雷|晦气|倒霉|笑死|气死|烦死|恶心死|吓死|吓人|社死|破防|心累|心塞|拔草|踩雷)"
    r"(?:了|子|死|我|人|到|家|的|啊|呀|哈|吧)*"
)
_WELL = re.compile(r"(?:龙精虎猛|生龙活虎|活蹦乱跳|生猛|好好的|精神[^，,]{0,2}|能吃能睡)")
_HOUSE = re.compile(
    r"[^，,。\s]{0,2}(?:握手|筒子|农民|居民|统建|自建|出租|回迁|安置|廉租|公租|宿舍|教学|办公|写字|骑|裙|塔|城中村|铁皮|板|瓦|平)(?:楼|房|屋|棚)+(?:里面?|内)?"
    r"|[\u4e00-\u9fff]{0,4}(?:工业[区园]|园区|厂区|小区|村子?|街|市场)(?:里面|里头|旁边|后面|附近|门口)"
    r"|(?:负|地下)?[一二三四五六七八九十\d]{1,2}[楼层]"
)
"""旁铁皮房, 工业区里面, 负一楼: where somebody trades, and not who."""
_SENSED = re.compile(
    r"[^，,。\s]{0,3}[酸臭馊腥霉怪异苦哈焦糊]味.*|.*(?:冲鼻|刺鼻|呛鼻|熏人|熏死|难闻|作呕|恶臭|发酸|发苦|黏糊糊|拉丝).*"
)
"""臭味熏人: what is smelt or tasted."""
_OWN_PEOPLE = re.compile(
    r"(?:我|阮|俺|咱|阿拉|我家|我哋|我们|偶)(?:家|们|的)?[老阿亲大小]?(?:妈|爸|爹|娘|嬷|公|婆|爷|奶|姥|姨|舅|姑|叔|伯|姐|妹|哥|弟|嫂|婶|儿子|闺女|囡|孙)[^店馆铺档厅坊家面粉饭]*"
)
_ACCUSES = re.compile("(?:投诉|投訴|举报|舉報)(?:一下|的是)?[「『“]?$")


def is_exclaimed(one: Finding) -> bool:
    """无语子, 龙精虎猛: a cry, or how somebody is, names neither a trader nor a place."""
    return any(each.fullmatch(one.value) for each in (_CRIED, _WELL))


_CUT = re.compile(r"(?:村|[路街巷](?![边口道头上]))(?![民里])")
_SHOP_END = re.compile(r"[店铺馆档摊坊楼厅屋司市场厂]$")
"""固戍下围园新, before 村: the beginning of where it is."""
_PRICED = re.compile(
    r"[一二两三四五六七八九十几半\d]+[盒瓶罐袋包斤箱份个只条件杯桶碗套]\s?\d+(?:\.\d+)?(?:元|块钱?)?"
)
# 两盒1180元


def is_nobody(reading: Reading, one: Finding) -> bool:
    """老妹儿 who is spoken to, 握手楼, 阮阿嬷: no trader, though learned as one."""
    words = one.value
    whole = any(each.fullmatch(words) for each in (_HOUSE, _OWN_PEOPLE, _SENSED, _PRICED))
    text = reading.source.original
    opens = _OPENS.search(text, 0, one.start) is not None
    spoken = opens and _SPOKEN_TO.match(text, one.end) is not None
    cut = _CUT.match(text, one.end) is not None and not _SHOP_END.search(words)
    return whole or cut or (spoken and _CALLED_TO.fullmatch(words) is not None)


def without_mentioned(reading: Reading, traders: Sequence[Finding]) -> list[Finding]:
    """Those that are meant: not where it was fine, or where nobody went after all."""
    text = reading.source.original
    told = sorted(traders, key=lambda one: one.start)
    nexts = dict(pairwise(told))
    return [one for one in traders if not _is_mentioned(text, one, nexts.get(one))]


def _is_mentioned(text: str, one: Finding, then: Finding | None) -> bool:
    before, after = text[max(0, one.start - _FAR) : one.start], text[one.end :]
    fine, shut = _FINE.match(after) is not None, _SHUT.match(after) is not None
    planned, usual = _PLANNED.search(before) is not None, _USUAL.search(before) is not None
    if fine or ((planned or usual) and shut):
        return True
    if then is None or then.value in one.value or one.value in then.value:
        return False
    between = text[one.end : then.start]
    return shut or ((planned or usual) and _INSTEAD.search(between) is not None)


def is_accused(text: str, one: Finding) -> bool:
    """乐万家超市 of 我叫林晓，138…，要投诉乐万家超市: who is meant, beside who writes."""
    before = text[max(0, one.start - 4) : one.start]
    return one.kind is FindingKind.merchant and _ACCUSES.search(before) is not None
