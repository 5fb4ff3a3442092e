"""How many are ill, as a message says it of a matter in which somebody is known to be."""

import re

from api.contract.codes import Hazard
from bot.dialogue.allergic import broke_out
from bot.dialogue.conversation import Draft
from bot.dialogue.ill_roles import ill_by_roles, more_by_roles, number_in
from bot.dialogue.script import in_plain
from bot.dialogue.tone import is_question

_N = r"(?P<count>\d{1,4}|[一二两俩三四五六七八九十]{1,2})"
_NTH = re.compile(r"第(?P<count>\d{1,2}|[二三四五六七八九十]{1,2})个人?[^，,。；;]{0,2}也")
"""第五个也开始吐了: so many are ill by now."""
_IN_ALL = re.compile(
    r"(?:一共|总共|共有|总计|已经有|现在有)[^，,。；;]{0,4}?"
    + _N
    + r"\s*(?:个|名|位|例)?人?(?!人|个|位|名|一起|都?吃|去|聚|用餐)(?<=[个名位例人])"
)
_ILL = re.compile(
    r"医院|抢救|送医|急救|住院|ICU|吐|拉|肚|泻|晕|昏|发烧|不舒服|中毒|症状|死|去世|抽|难受|不行|[都也]这样|[都也]一样"
)
_ONE_MORE = re.compile(
    r"(?:又|还|后来|现在|刚才?|连)[^，,。；;！!？?\d]{0,6}?"
    r"(?:我?(?:爸|妈|爷爷|奶奶|外公|外婆|老公|老婆|儿子|女儿|弟弟?|妹妹?|哥哥?|姐姐?|同事|朋友|室友|家人|邻居)|孩子|有人)"
    r"[^，,。；;！!？?\d]{0,3}(?:也|又)"
)
"""后来又有我爸也吐了: one person more, who is not counted in so many words."""
_LAST_ONE = re.compile(
    r"(?:剩下|余下|最后)(?:的)?(?:那|一)个(?:人|孩子|同事|室友)?(?:也|都)[^，,。；;！!？?\d没好]{0,6}$"
)
"""剩下那个也开始吐了: the only one of them who was well."""
_AMONG = re.compile(
    r"(?:[\d一二两三四五六七八九十]+个?(?:人|孩子|小朋友|学生)?|他们|她们)(?:里面?|里头|当中|之中|其中)|其中"
)
"""这7个里面…另外有两个去了医院 tells of those who were counted."""
_ME_AND = re.compile(r"我[和跟与](?:另外|其他|其余|同\w{1,2}的)")
"""我和另外四个拉 counts all, the writer among them."""
_IS_THE_SUM = re.compile(r"(?:拉肚子|吐|不舒服|生病|中招|住院)的(?:一共|总共)?是")
"""还有 拉肚子的是三个人 says how many in all."""
_COUNT = re.compile(
    r"^(?:不对|不是|等等|等下|哦|噢|嗯|更正(?:一下)?|纠正(?:一下)?|(?:我)?(?:说|记|数)错了?|(?:后来|刚才?|又|重新|我)*(?:数了?(?:一下|数|下)|统计了?(?:一下)?|问了?(?:一下)|核对了?(?:一下)?)"
    r"|(?:算上|加上|连同|包括)[^，,。；;！!？?\d]{1,6}?)*[，,。！\s]*(?:(?:拉肚子|吐|不舒服|生病|中招|住院|有症状)(?:了)?的(?:人数?)?|应该|其实|一共|总共|只有|就|现在|目前|已经|知道的?|已知的?|统计的?|准确说|我们?|我?(?:老师|医生|护士|护工|学校|园长|校长|院长|厂里|单位|领导|班长|组长|群里|他们|家长|同事)们?(?:刚|又)?(?:说|讲|统计)|听说|我(?=知道|听说|数)|(?:截[至止])?到?(?:现在|目前)(?:为止)?|大概|大约|差不多|好像|起码|至少|是|有|的?人数)*"
    r"(?P<count>\d{1,4}|[一两二俩三四五六七八九十]{1,3})[多来几]?(?:个|位|名)?"
    r"(?:(?:大|小)?人|孩子|学生|小孩|小朋友|娃|同学|同事|员工|(?<=[个位名]))"
    r"(?:不舒服|拉肚子|生病|中招|吐|都|左右)*[了啊吧。！!]*(?:[，,\s](?:都|送|在|已经|还|有|其中|剩).{0,20})?$"
)
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_PLACED = re.compile(
    r".{0,10}?(?:班|厂|车间|部门|宿舍|寝室|群|村|桌|公司|学校|园|现在|目前|已经|数了?|一共|总共|知道的?|这)"
    r"(?:(?:对|数|算|统计|核实|核对|问)(?:了|过)?(?:一?下|一遍|下来)?)?"
    r"[^吃喝花买来去\d]{0,3}(?:就|有|是|了)*(?P<count>\d{1,4}|[一两二三四五六七八九十]{1,3})(?:个|位|名)"
    r"(?:人|孩子|学生|小孩|小朋友|娃|同学|同事|员工)?(?:不舒服|拉肚子|生病|中招|吐|拉|的|了)*"
)
"""Where the ill are, and how many."""
_PART = re.compile(
    r"(?P<part>[^吃喝花买]{1,6}?(?P<unit>班|楼|车间|部门|宿舍|寝室|组|桌|年级|家))(?:那边|里|也|就|还)*有?"
    r"(?P<count>\d{1,3}|[一两二三四五六七八九十]{1,3})(?:个|名|位|人)(?:人|孩子|学生|老人|同事)?"
    r"(?:不舒服|拉肚子|拉|吐|中招|发烧|住院|的|了|在)*"
)
"""二楼有6个, of a house with several floors."""
_KIN = (
    r"(?:爸|妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|岳父|岳母|公公|婆婆|老公|老婆|媳妇|儿子|女儿|闺女|孩子|弟弟?|妹妹?|哥哥?"
    r"|姐姐?|同事|[男女]?朋友|[男女]友|对象|室友|邻居)"
)
_ALSO = re.compile(
    rf"(?<![和跟给让])(?P<who>我(?!们|{_KIN})|我?家?(?:的)?{_KIN})[^，,。；;！!？?\d]{{0,4}}也"
    r"(?:开始|在|跟着|一直|有点)*(?:上?吐|拉|泻|发烧|不舒服|中招|这样|难受|晕|肚子|住院|是)"
)
"""我也拉, 我岳母也不舒服."""
_WE_TWO = re.compile(
    rf"(?:就|只有|是)?我[和跟与](?:我?家?的?)?{_KIN}(?:两个人?|俩)?(?:都[吃喝]了?的?)?"
)
"""我和我老婆, of a meal that made ill whom nobody counted."""
_WE_BOTH = re.compile(
    r"我[和跟与同](?:我|俺)?(?:家|屋头|屋里|屋企)?(?:的)?"
    rf"(?:{_KIN}|老汉儿?|老豆|老窦|老母|婆娘|堂客|屋里人|细路|仔|妹儿)(?:儿|[两二]个人?|俩)*都"
)
"""吃了我和我屋头老汉儿都…, in whatever dialect."""
_ONLY_TWO = re.compile(rf"(?:就|只有|其实|是)+我[和跟与]我?家?的?{_KIN}(?:[两二]个人?|俩)")
_NOT_SHE = re.compile(r"没事|不是|喝多|晕车|没有?(?:吃|喝|碰|症状|反应|不舒服)|不算|好好的")
"""女儿没事: she was counted too many."""
_ME_BEFORE = re.compile(
    r"我(?:和|跟|与|们|俩|也|自己|[^，,。；;爸妈家的]{0,6}(?:吐|拉|泻|发烧|肚子|住院|不舒服))"
)
_EACH = re.compile(
    r"(?:我们|他们|她们|大家|家里|现在|这|那|一家|宿舍|寝室|办公室|车间|班组|[店厂班屋]里|一起的?|同事)*(?P<count>\d{1,3}|[两二俩三四五六七八九十]{1,3})(?:个|位|名|口)?(?:大?人)?"
    r"(?:都|全|全都|全部|每个)+(?:是|有|在|又|给|开始|也|已经|跟着)*(?:有|是|吐|拉|泻|发烧|中招|中毒|病|这样|一样|不舒服|难受|症状|上吐下泻|肚子|住院|进|送)"
    r"(?:了|肚子|症状|反应|[疼痛]|医院|稀|着)*[了啊呀的]*"
)
"""四个人都有: the number of all, stated again."""
_PEOPLE = re.compile(
    r"(?P<count>\d{1,4}|[一两二三四五六七八九十]{1,3})(?:个(?!月|小时|钟|星期)|名|位)(?:人|孩子|小孩|老人|同事|员工)?"
)
_IN_HOSPITAL = re.compile(r"[^，,。；;！!？?]{0,8}[，,\s]*(?:住院|输液|打点滴|在医院|进医院|送医)")
# 说错了，住院的是两个, of five who are ill.
_PAIR = re.compile(r"(?:就|只有)?(?:他|她|我|咱|他们|她们|我们|咱们)俩(?:个)?人?[了啊。！!]*")
"""就他俩."""
_TAKEN = re.compile(
    r"(?:^|[，,。；;\s]|已经|有|现在)(?!1[12]0(?![个名位]))" + _N + r"(?:个|名|位)?"
    r"(?:人|孩子|同事|学生|老人|同学|工友|员工)?(?:都|已经|刚|也|被|自己|让救护车|叫了?120)*"
    r"(?:送|抬|拉|进|去|住)(?:去|进|到|往|走|上)?"
    r"(?:了?(?:\w{0,6}医院|急诊|ICU|救护车|急救)|了|过去)[^，,。；;]{0,6}$"
)
"""两个人送去了: those who were taken to the hospital are at least so many."""
_WITHIN = re.compile(
    r"算在|在内|(?:个|名|位|人)(?:人|孩子)?(?:里|里面|里头|当中|之中)|(?:已经|都)?(?:算|包括|包含|数)(?:进去|在里面|上|过)"
)
_REST_WELL = re.compile(
    r"(?:一共|总共|共)?(?:有|是|去了|来了)?(?P<all>\d{1,3}|[两二三四五六七八九十]{1,2})(?:个|名|位|口)?人[^。；;]{0,14}?"
    r"(?:其他|其余|另外|别的|剩下)的?(?P<well>\d{1,3}|[一两二三四五六七八九十]{1,2})(?:个|名|位)?人?"
    r"(?:都|暂时|目前|现在|还|倒|也)*(?:没事|没有?(?:不舒服|症状|反应|问题|中招)|好好的|正常)"
)
"""一共6个人 其他4个暂时没事: two of them are ill."""
_I_AM_WELL = re.compile(
    r"(?P<all>\d{1,2}|[两二三四五六七八九十])(?:(?:个|名|位|口)人|口)[^，,。；;]{0,4}[，,。；;\s]+(?:但是?|不过|其中|当中)?(?:就|只有)?"
    r"我(?:自己|本人)?(?:一个人?)?(?:当时|那天)?(?:没事|没[吃喝碰点中拉吐泻]|没有?(?:症状|反应|不舒服)|不吃|好好的|还好)"
)
# 我们三个人，我没吃菌子: two of them are ill.


_ALIKE = re.compile(
    r"(?:还有|另外|又有)(?P<more>\d{1,2}|[一两二三四五六七八九十])(?:个|名|位)?(?:人|孩子|小孩|同学|同事|娃)?(?:都|也)(?:是|这样|一样|不舒服|难受)"
)
"""班里还有三个也是: so many more, of what was told before."""


def more_ill(text: str) -> int:
    """又多了5个人在抢救 → 5, 我爸也吐了 → 1; 0 if no more people are said to be ill."""
    if any(one.search(text) for one in (_IS_THE_SUM, _AMONG, _ME_AND)) or is_question(text):
        return 0
    alike = _ALIKE.search(text)
    if alike is not None:
        return number_in(alike["more"])
    one = _ONE_MORE.search(text) and _ILL.search(text)
    rest = any(_LAST_ONE.search(one) and _ILL.search(one) for one in _CLAUSE.split(text))
    return more_by_roles(text) or (1 if one or rest else 0)


def recounted(text: str, known: int) -> int | None:
    """四个人都有，我婆婆也在拉 → 4: how many are ill, where all are counted anew.

    Args:
        text: The words of the message.
        known: How many are known of; a smaller number is a part of these.
    """
    if is_question(text):
        return None
    settled = ill_by_roles(text, known)
    if settled is not None:
        return settled
    told = [number_in(one["count"]) for one in _PEOPLE.finditer(text)]
    if len(told) > 1 and sum(told) == known:
        return known  # 2个住院，另外6个在家, of eight
    each = (_EACH.fullmatch(one) for one in _CLAUSE.split(text))
    stated = max((number_in(one["count"]) for one in each if one), default=0)
    nth = _NTH.search(text) if _ILL.search(text) else None
    stated = max(stated, _in_parts(_CLAUSE.split(text)))
    total = max(stated, ill_in_all(text), number_in(nth["count"]) if nth else 0)
    return total if total >= max(known, 1) else None


def ill_now(draft: Draft, text: str, understood: int | None) -> int:
    """How many are ill by now in a matter of illness; 0 if a message changes nothing.

    Args:
        draft: What is known before the message.
        text: Its words.
        understood: How many it says by itself, whatever was known before.
    """
    known = draft.facts.people_ill
    again = recounted(text, known) if known else None
    if known is None and _of_illness(draft):  # 宿舍三个人都有反应, of an emergency nobody counted
        again = ill_by_roles(text, None)
    one = int(known is None and broke_out(draft, text))
    if understood == 1 and (
        any(_WE_TWO.fullmatch(clause) for clause in _CLAUSE.split(text)) or _WE_BOTH.search(text)
    ):
        one = 2  # 吃完拉肚子，我和我弟
    return again or max(understood or 0, one, _by_words(draft, text))


def _by_words(draft: Draft, text: str) -> int:
    known = draft.facts.people_ill or 0
    if not _of_illness(draft) or is_question(text):
        return 0
    clauses = _CLAUSE.split(text)
    stated = but_the_well(text) or _in_parts(clauses)
    stated = stated or max((_stated(one) for one in clauses), default=0)
    if not stated and known <= 1 and any(_WE_TWO.fullmatch(one) for one in clauses):
        return 2
    if stated:
        return stated if stated > known else 0
    more = more_ill(text) or _also_one(draft, text)
    return known + more if known and more else 0


def _stated(clause: str) -> int:
    """光我们班就有7个 → 7; a bare 7个 may be of anything."""
    found = _COUNT.match(clause) or _PLACED.fullmatch(clause) or _TAKEN.fullmatch(clause)
    return number_in(found["count"]) if found else 0


def but_the_well(text: str) -> int:
    """一共6个人 其他4个没事 → 2; 0 if nobody is said to be well beside others."""
    me = _I_AM_WELL.search(text)
    if me is not None:
        return number_in(me["all"]) - 1
    found = _REST_WELL.search(text)
    return max(number_in(found["all"]) - number_in(found["well"]), 0) if found else 0


def _in_parts(clauses: list[str]) -> int:
    """二楼有6个 三楼有5个 → 11: each part of a place with its number; 0 of fewer than two."""
    found = [one for one in map(_PART.fullmatch, clauses) if one is not None]
    apart = len({one["part"] for one in found}) == len(found) > 1
    alike = len({one["unit"] for one in found}) == 1
    return sum(number_in(one["count"]) for one in found) if apart and alike else 0


def _also_one(draft: Draft, text: str) -> int:
    """我岳母也拉: one more, if nothing was said of her before."""
    if _WITHIN.search(text):  # 我家孩子也吐了，就算在11个里面
        return 0
    before = "，".join(in_plain(draft.said))
    new = {one["who"] for one in _ALSO.finditer(text)}
    new -= {who for who in new if (_ME_BEFORE.search(before) if who == "我" else who in before)}
    return len(new)


def _of_illness(draft: Draft) -> bool:
    return draft.facts.people_ill is not None or Hazard.poisoning in draft.hazards


def ill_in_all(text: str) -> int:
    """一共8个人不舒服 → 8; 0 if no sum is said."""
    return _count(_IN_ALL, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text) if _ILL.search(text) and not is_question(text) else None
    if found is None:
        return 0
    return number_in(found["count"])


def count_in(draft: Draft, text: str) -> int | None:
    """应该是2个人, 6个人: how many are ill, where somebody is known to be."""
    known = draft.facts.people_ill
    settled = ill_by_roles(text, known) if known else None
    if settled is not None:
        return settled if settled != known else None  # two of eleven in hospital change nothing
    found = _COUNT.match(text)
    pair = _PAIR.fullmatch(text) is not None
    pair = pair or (_ONLY_TWO.search(text) is not None and _NOT_SHE.search(text) is not None)
    if not _of_illness(draft) or not (found or pair):
        return None
    count = number_in(found["count"]) if found else 2
    others = len(_PEOPLE.findall(text)) > 1  # 住院的有9个，在家的有7个
    a_part = count < (known or 0) or others
    a_part = a_part and _IN_HOSPITAL.match(text) is not None
    return None if a_part else count
