"""A message that tells of two traders: where one matter ends and the next begins.

Only words are parted here; whether each part is a matter is known once it was understood.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.contract.understood import Finding
from bot.dialogue.how_many import announces
from bot.dialogue.turn import Heard

_ONE_EACH = re.compile(r"(?<=[：:；;。，,\n\s])(?:另|还有|另外)?一[个家](?![人多月点]|小时|星期)")
"""有两家太脏：一个…；一个…: each of those that were announced, whatever it is called."""
_NEXT = re.compile(
    r"(?:另外|另一?[个件家]|还有|再有|再说|再就是|再一个|顺便|同时|此外|其次|然后还|二是|三是|第[二三四]|[②③④]"
    r"|(?<!\d)[234][、.．)）])"
)
_TURNS = re.compile(rf"(?:不过|但是?|那|对了|[哦噢诶]|其实|我|也|有|要|想)*(?:{_NEXT.pattern})")
_ONLY_WHERE = re.compile(
    r"(?:就?在)?[^，,。；;！!？?\s]{0,20}(?:旁边?|对面|隔壁|附近|门口|楼[上下]|[路街巷村镇区]|街道|小区|广场|市场|\d+号)(?:上|里|那边|这边)?[，,\s]*"
)
_NTH = re.compile(
    r"(?:(?<=[，,。；;：:！!？?\n\s])|^)"
    r"(?:第[一二三四1-4][家个件间]?|[一二三四](?:是|、)|[①②③④]|[1-4][、.．)）](?!\d)"
    r"|(?:还有|另外)?(?:另外?|有)?一[家个件](?:店)?(?:是|叫|在)|另外?一[家个件]|左边|右边|先说|再说|其[一二])"
)
"""What numbers the matters of one message: 第一家…第二家…, 一个是…另一个…"""
_POINTS = re.compile(
    r"(?:(?:还有)?另外?一?[家个]|还有一[家个件]|第[二三][家个件]|后一[家个]|再说|右边|左边|对面|隔壁|旁边|楼上|楼下|斜对面)"
)
_SIDES = re.compile("[左右]边|斜?对面|隔壁|旁边|楼[上下]")
_BESIDE_NAME = re.compile(
    r"[在去到](?:隔壁|对面|旁边|楼上|楼下|边上)(?:的|那家|那个)(?P<name>[\u4e00-\u9fff]{3,8}?)(?=[吃买点喝])"
)
"""晚上在隔壁的胖子龙虾吃到…: who stands beside the first."""
_ANNOUNCES = re.compile(r"[^，,。；;：:\s]{0,6}(?:另外?|别的)[^，,。；;：:\s]{0,4}(?:事|件|问题)")
# 不过有另外一个事要反映: what follows is another matter, its place before its name
_ALSO = re.compile(
    "[也还再另](?:外?要|外?想|帮我)?(?:一起)?(?:举报|投诉|登记一[个件家])|不(?:光|止|只|单|仅)是?(?:[这那他它]|一家)"
)
_CALLED_ANEW = re.compile(
    r"(?:我|要|还|另外?|[，,\s])*(?:(?:举报|投诉)(?:的)?|(?:退款|退钱|赔偿|赔钱|换货|道歉)的)(?:那[个家件])?(?:是|另|[:：])"
)
"""举报的是…, after what was complained of: each is called what it is."""
_OPENS = re.compile(
    r"(?:[哦噢啊嗯诶欸]|然后|对了|还有|再有|这是|另外|顺[便带]|同时|我?[再还也]?[要想]?(?:举报|投诉|反映)(?:一下)?|接下来|再说|[，,。：:\s])*"
    r"(?:第[二三四2-4](?=[，,、：:\s])|另外?一?[个家件桩](?!问题|点|方面|原因|情况|时间|口味|菜|产品|袋|盒|瓶|份)|第[二三四2-4][个家件桩](?!小时|月|星期|问题|菜)"
    r"|(?<=举报|投诉|反映|一下)(?:一?[个家件](?:(?=[，,、：:\s])|不相干|无关|不搭界|别的|其他的)|别的|其他的?)(?!问题|原因)|后一[家个件]|再一[家件]|还有一[家件桩]|还有一个(?![人月问点]|小时|方面|原因|菜)|(?:其)?[二三](?:是|[、，,：:.．]))"
)
_WENT_ON = re.compile(
    r"(?:又|还|再|后来|接着|之后|然后|随后|完了?|回来)[^，,。；;]{0,6}[在去到][^，,。；;]*$"
)
_ONE_OF_THEM = re.compile(r"(?:还有)?一[个家件](?:就)?(?:是|叫|在)")
_SAME_TRADER = re.compile(
    r"(?:同一?|还是(?:这|那)|就是(?:这|那)|也是(?:这|那)?)[个家间](?!街)|(?<!隔壁|对面|旁边|楼下|楼上)(?:[他它她这那]们?|还是)家(?:店)?(?!隔壁|旁|对面|楼|斜|边|附近)"
    r"|(?:^|[，,。：:\s]|举报|投诉|反映|是|查)(?:一下)?[他它她]们?(?!隔壁|旁|对面|楼|斜|边|附近|家|那边)"
)
_NOT_ONLY = re.compile(
    r"不(?:光|止|只|单|仅)是?[这那他它]们?家?|[跟和与同][^，,。；;\s]{0,6}(?:[这那][家个件]|[前上]面|刚才?|[这那他她它]们?)[^，,。；;\s]{0,3}[没无不]有?(?:啥|什么|任何|一点)?(?:关|相干|搭界|沾边|是一回事)"
    r"|(?:另外|还有|再)一?[家个件][^，,。；;]{0,3}[，,\s]*不[是关](?:刚才|[前上]面|之前)?[这那][家个件](?:店|事)?的?事?"
)  # 不光这家, 跟刚才那家没关系: of another, whatever stands in it
_ONE_MORE_SHOP = re.compile(r"(?:还有|另外?|再)一?[家个](?!人|小时|月|星期)|第[二三]家")
_CORRECTS = re.compile(
    r"不对|(?<![又还鱼肉虾蟹菜面粉汤饭酒茶油奶蛋果货])不是(?!一个|一家|很|我|在)|错了|[搞弄看认说记写]错|更正|冤枉"
)
_ADDS = re.compile(
    r"^[哦啊噢诶]?不对[，,。！\s]*(?=我?(?:还有|另外)一)|^.{0,3}再[帮给我要想]*(?:投诉|举报|登记|反映)[另外]*一?[个件家].*"
)
_RELATED = re.compile(
    r"(?:总[店部]|分店|加盟[店商]?|厂家|厂商|生产商|供应商|供货商?|品牌|平台|供货的|承包(?:的|商)?|产的|出的|老板|公司|服务商|骑手)"
    r"(?:好像|应该)?(?:是|叫|就是|在|写的是)?$"
)
"""Before the name of who else has to do with a matter, and is no second one."""
_CARE = re.compile(r"医院|诊所|卫生院|药店|药房|大药房|派出所|监管所|疾控")
_COMPARES = re.compile(
    r"(?:[买吃喝卖点]的?|[那这]家|[他她]们?家?|人家|[\u4e00-\u9fff]{0,6}(?:[买吃喝卖点]了?[一两几]?[瓶个份斤盒袋条]?[的了]?[，,]?[\u4e00-\u9fff]{0,4}))?"
    r"(?:就|都是?)(?:是真|够秤|够数|足秤|没事|没问题|好好的|好得很|不臭|是好的|正常)"
    r"|(?:就|都|也|从来|可)?(?:不会|不是|没有?|不)(?:这样|这么|这种|这回事|问题)|(?:就|都)?(?:很|挺|特别|可)?(?:干净|新鲜|正规|好吃)(?:多了)?"
    r"|(?:才|只)(?:卖|要|收)\d|(?:都|就|要|也|可)?比(?:[他她它][们家]?|[这那]家)"
)
"""就不会这样: who is named only shows how it should be."""
_WITNESS = re.compile(
    r"(?:那边|那里|家)?的?(?:老板娘?|店[员主长]|伙计|服务员|师傅|阿姨|大[哥姐爷妈叔]|营业员|人)?(?:他|她)?(?:都|也|还|就|当时|昨天|今天|一直|在|可以|能|帮我|跟我|和我|给我|对我)*"
    r"(?:笑|[说讲]|告诉|劝|作证|证明|看[到见]|听[到见说]|知道|提醒|认[得识]|问|摇头|叹气|骂)"
)
"""「盛源烟酒」的老板都笑我: who stood by, and sold nothing."""
_OF_ALL = re.compile(
    r"(?:我|我要|要求|请|希望|让|麻烦)*(?:他们|它们|这|那)?(?:[两俩三23]|几)?(?:家|个|件|边)?(?:店)?(?:我|全|全部)?都(?=要|得|给|退|赔|道歉|是|在|匿名|举报|投诉|不|查)"
)
_NUMBER = re.compile(
    r"^(?:[①②③④]|[1-4一二三四][、.．)）:：]|第[一二三四1-4]家(?:店)?(?:是|叫|[:：、])?(?![^，,。；;]{0,1}[，,]))\s*"
)
"""What a part begins with and is no part of its trader's name: 第一家阿英粥铺."""
_STOP = re.compile(r"[。；;！!？?\n]")
_COMMA = re.compile(r"[，,]")
_CLAUSES = re.compile(r"[，,。；;！!？?\n\s]+")
_AND = re.compile(
    r"[」”』\"]?(?:[、,，]?(?:和|跟|与|同|还有|以及|跟隔壁的?|和隔壁的?)|、)[「“『\"]?"
)
"""Between traders of whom the same is told."""
_AND_OF = re.compile(r"(?:和|跟|与|还有|以及|、)(?=[^，,。；;]{1,8}的$)")
_SEMICOLON = re.compile(r"[；;]")
_LEAST = 6
"""Characters that can tell what is wrong and with whom."""
_LONGEST = 500
"""A letter of more characters is one matter, told at length, and read once."""
_MOST = 4
"""Matters in one message; what comes after stays with the last."""


def parts_in(heard: Heard) -> tuple[str, ...]:
    """The pieces of a text that may tell of matters of their own; empty if it is in one piece."""
    text = heard.message.text
    if len(text) > _LONGEST:
        return ()
    traders = _traders(heard.understood.findings)
    listed = _listed(text, traders)
    if listed:
        return listed
    numbered = [sign.start() for sign in _NTH.finditer(text)]
    if len(numbered) <= 1 and announces(text):
        numbered = [sign.start() for sign in _ONE_EACH.finditer(text)]
    found = numbered if len(numbered) > 1 else _between(text, traders)
    if not found:
        return ()
    found = found[: _MOST + 1]
    ends = [sign.end() for sign in _CLAUSES.finditer(text, found[-1])]
    tail = [at for at in ends if of_all(text[at:])][:1]
    edges = sorted({0, *found, *tail, len(text)})
    parts = (_NUMBER.sub("", text[a:b].strip(" ，,")) for a, b in pairwise(edges))
    told = tuple(part for part in parts if len(part) >= _LEAST or of_all(part))
    return told if len(told) > 1 else ()


def _between(text: str, traders: Sequence[Finding]) -> list[int]:
    cuts = [_cut(text, one.end, other.start) for one, other in pairwise(traders)]
    found = [cut for cut in cuts if cut is not None]
    if not found and announces(text):
        found = _by_area(text, traders)
    if found or not traders:
        return found
    # the second trader may stand out only when its part is read alone
    found = [sign.start() for sign in _NEXT.finditer(text, traders[0].end)]
    near = _BESIDE_NAME.search(text, traders[0].end)
    if not found and near is not None:
        signs = list(_CLAUSES.finditer(text, traders[0].end, near.start()))
        found = [signs[-1].end()] if signs else []
    return found


def _by_area(text: str, traders: Sequence[Finding]) -> list[int]:
    """福田的麦香村和罗湖的大碗面, or after a semicolon or a blank, once several are announced."""
    pairs = pairwise(traders)
    found = [sign.start() for a, b in pairs for sign in _AND_OF.finditer(text, a.end, b.start)]
    stops = [sign.end() for sign in _SEMICOLON.finditer(text, traders[0].end)] if traders else []
    blanks = ((one.end, text.rfind(" ", one.end, other.start)) for one, other in pairwise(traders))
    return found or stops[:1] or [at + 1 for end, at in blanks if at - end >= _LEAST]


def numbers_them(text: str) -> bool:
    """第一件…第二件…: more than one is told, each by its number."""
    return len({sign[0] for sign in _NTH.finditer(text) if sign[0][0] == "第"}) > 1


def is_nth(text: str) -> bool:
    """Whether a piece begins with its number."""
    return _NTH.match(text) is not None


def clauses_of(text: str) -> list[str]:
    """What stands between the signs of a text."""
    return [one for one in _CLAUSES.split(text) if one]


def calls_both(text: str) -> bool:
    """Whether it is said that more than one trader is meant."""
    return announces(text) and not corrects(text)


def beside_named(text: str) -> str | None:
    """胖子龙虾 of 隔壁的胖子龙虾."""
    found = _BESIDE_NAME.search(text)
    return found["name"] if found else None


def points_at_another(text: str) -> bool:
    """右边那家, 第二家, 再说隔壁: a clause begins with another than the one that was told."""
    return not corrects(text) and any(_POINTS.match(one) for one in _CLAUSES.split(text))


def points_beside(text: str) -> bool:
    """右边那家, 隔壁: a clause begins with where the other stands."""
    return any(_SIDES.match(one) for one in _CLAUSES.split(text))


def where_another_begins(text: str, name: str | None) -> int:
    """The start of the clause, or of the words before it, from which another matter is told."""
    end = text.find(name) if name and name in text else len(text)
    starts = [0, *(sign.end() for sign in _CLAUSES.finditer(text) if sign.end() <= end)]
    begins = (_TURNS, _POINTS, _ANNOUNCES)
    marked = [at for at in starts if any(one.match(text, at) for one in begins)]
    if marked or not name:
        return [*marked, 0][0]
    while len(starts) > 1 and _ONLY_WHERE.fullmatch(text, starts[-2], starts[-1]):
        starts.pop()  # 龙华区梅花山庄旁边，有个叫「…」的: where it is stands before it
    return starts[-1]


def only_related(text: str, name: str) -> bool:
    """Whether who is named only has to do with the matter: its maker, its platform, a hospital."""
    before = text.partition(name)[0].rstrip('「“"『《 :：')
    return _RELATED.search(before) is not None or _CARE.search(name) is not None


def compares(text: str, name: str) -> bool:
    """隔壁「阿嫲煲仔饭」就不会这样: a name that is no complaint's."""
    after = text.partition(name)[2].lstrip('」”"』》 的')
    return _COMPARES.match(after) is not None


def is_witness(text: str, name: str) -> bool:
    """Whether all that is told of who is named is what they say of it, or saw."""
    return _WITNESS.match(text.partition(name)[2].lstrip('」”"』》 ')) is not None


def of_all(text: str) -> bool:
    """两家都要退钱, 我要他们都退: said of each that was told before it."""
    return _OF_ALL.match(text) is not None


def _listed(text: str, traders: Sequence[Finding]) -> tuple[str, ...]:
    """阿福猪脚饭和小李小面，后厨都很脏: the same of each trader that is named in one breath."""
    between = [text[one.end : other.start] for one, other in pairwise(traders)]
    if not between or len(traders) > _MOST or not all(map(_AND.fullmatch, between)):
        return ()
    before, after = text[: traders[0].start], text[traders[-1].end :]
    return tuple(f"{before}{one.text}{after}" for one in traders)


def corrects(text: str) -> bool:
    """Whether words put right what was told: 店不对，是另一家; 不对，还有一家 adds one."""
    return _CORRECTS.search(_ADDS.sub("", _NOT_ONLY.sub("", text))) is not None


def opens_another(text: str) -> bool:
    """第二家：…, 另一个不关我买东西的事：…: a matter of its own begins, of another trader."""
    return _OPENS.match(text) is not None and not corrects(text)


def names_one(text: str) -> bool:
    """一个是…, said of the second as of the first."""
    return _ONE_OF_THEM.match(text) is not None and not corrects(text)


def goes_on_with_same(text: str) -> bool:
    """另一件，他家还…: more of the trader that was told of."""
    return _SAME_TRADER.search(_NOT_ONLY.sub("", text)) is not None


def went_on(text: str, name: str) -> bool:
    """吃完又在旁边「零食很多」买了: from the first on to the next, which is called so."""
    before, there, after = text.partition(name)
    bought = re.search("[买吃喝点订要]", _STOP.split(after)[0]) is not None
    return bool(there) and bought and _WENT_ON.search(before) is not None


def says_one_more(text: str) -> bool:
    """还有一家, anywhere, and no correction."""
    return not corrects(text) and any(_ONE_MORE_SHOP.search(one) for one in _CLAUSES.split(text))


def begins_another(text: str) -> bool:
    """Whether words say that a further matter is told: 另外, 还有一家."""
    also = _ALSO.search(text) is not None or _CALLED_ANEW.match(text) is not None
    return not corrects(text) and (also or _NEXT.search(text) is not None or "一家" in text)


def _traders(findings: Sequence[Finding]) -> list[Finding]:
    """Each trader where it is first named, in the order of the text; a part of a name is none."""
    found: list[Finding] = []
    named = [one for one in findings if one.kind == "merchant"]
    for one in sorted(named, key=lambda finding: (finding.start, -finding.end)):
        if not any(one.text in other.text or other.text in one.text for other in found):
            found.append(one)
    return found


def _cut(text: str, start: int, end: int) -> int | None:
    """Where between two traders the second matter begins, if anything parts them."""
    between = text[start:end]
    marked = list(_NEXT.finditer(between))
    if marked:
        return start + marked[-1].start()
    signs = (list(sign.finditer(between)) for sign in (_STOP, _COMMA))
    return next((start + found[-1].end() for found in signs if found), None)
