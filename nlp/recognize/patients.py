"""Who by name of kinship fell ill: each clause has its subject, and that alone is counted.

我和我老公一起吃的，我拉肚子，他没事 names two who ate and one who is ill.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.recognize.illwords import COUNT

_TWO = ("爸妈", "父母", "爷爷奶奶", "公婆", "公公婆婆", "岳父岳母", "外公外婆")
_PEOPLE = (
    "老婆|老公|妻子|丈夫|爱人|媳妇|对象|男朋友|女朋友|男友|女友|妈妈?|老妈|爸爸?|老爸|父亲|母亲|老人|儿子|女儿|孩子|小孩|宝宝|宝贝|"
    "娃儿?|孙子|孙女|外孙女?|爷爷|奶奶|外婆|外公|姥姥|姥爷|岳父|岳母|丈母娘|老丈人|婆婆|公公|弟弟?|妹妹?|哥哥?|"
    "姐姐?|嫂子|姐夫|大姨|小姨|姨妈|姑姑|姑妈|舅舅|舅妈|叔叔|婶婶|侄子|侄女|外甥女?|闺女|闺蜜|(?<!小)朋友|同事|同学|室友|舍友|邻居|"
    r"小[^\W人时区店铺票](?=[都也拉吐和跟、])|"
    r"老汉儿?|老豆|老母|孩儿|囡囡|细路仔?|(?<=[俺我])[爹娘]|"
    r"(?<![一两二三四五六七八九十几\d])[个阿][仔女](?![的人生孩性子店厂工同士])"
)
"""Kin as people call them, those of Cantonese, Sichuan and Henan among them."""
_OWNER = r"(?:[我俺额他她](?:们?家)?的?)"
_KIN = rf"(?P<kin>{_OWNER}?(?:{'|'.join(_TWO)}|{_PEOPLE}|[大小二](?:儿子|女儿|宝|娃)))"
_OF_THEM = (
    r"(?!们|的|在的|所在|幼儿园|学校|小学|中学|班|单位|公司|食堂|宿舍|寝室|厂|姓|叫|电话|手机|圈|那[个家]|"
    r"店|家|开|买|订|点的|们)"
)
_BEFORE_ME = r"(?<![给让叫对帮问陪把被替向为找请令])"
_SEVERAL = rf"[两三四五六七八九十\d]{{1,2}}个?(?:{_PEOPLE})"
_SELF = rf"(?P<self>{_BEFORE_ME}[我俺额](?:自己|本人)?(?![们家的]|{_SEVERAL}))"
_THEY = r"(?P<they>(?<![其让给])[他她](?![们的家]))"
_ONE = re.compile(f"(?:{_KIN}|{_SELF}|{_THEY}){_OF_THEM}")
_JOINED = re.compile(r"[,，]?(?:还有|以及|[和跟同与、及])?")
_FELL = re.compile(
    r"上?吐(?!槽|了?[一几]?口?痰|口水|出来)|呕|屙(?!尿)|(?<![沙色])拉(?:肚|稀|了|得|到|个|脱|$|[，,。！!])|[也在都又]拉(?![丝面开黑闸着货走来])|腹泻|水泻|泻|窜稀|蹿稀|发烧|高烧|抽搐|"
    r"晕|昏|住院|输液|打?点滴|挂水|吊水|打吊针|挂瓶|急诊|抢救|icu|洗胃|闹肚|坏了?肚子|肚子?[^，,。]{0,3}[疼痛绞]|腹痛|中毒|中招|"
    r"不舒服|难受|头[疼痛]|起疹|[红出]疹|起了?红|过敏(?!那|的|原)|肿|嘴唇?[^，,。]{0,3}麻|都麻(?![辣烦])|舌头?[^，,。]{0,3}麻|发麻|麻了|小人|幻觉|不省人事|趴下|躺|进医院|[送去进到]了?[^，,。]{0,6}医院|进了?卫生院|脱水"
)
_WELL = re.compile(
    r"没事|好好的|没(?:有)?(?:吃|喝|拉|吐|中招|反应|症状|什么|碰)|不?没动|还好(?!几)|都好|正常"
)
_NOT = re.compile(r"(?:没有?|不|未|别|怕|会|想|要|快|气|差点)[^，,。]{0,2}$")
_SUPPOSED = re.compile(r"(?:怕|担心|万一|要是|如果|幸好|以为)[^，,。]{0,4}$")
_MINDS = re.compile(
    r"^(?:当时|特意|特地|专门|再三|反复|一再|还|都|也|先)*(?:问|告诉|提醒|交代|嘱咐|叮嘱|强调)|"
    r"^[^，,。]{0,4}(?:陪|照顾|照看|守着|带|送|接|抱|背|扶|看[到见](?![^，,。]{0,6}小人)|听)"
)
_WORST = re.compile(r"最(?:严重|厉害|重)|尤其|特别是|更严重")
_NO_WORD = re.compile(r"[,，。\s]*(?:然后|接着|再然后|后来|再后来|跟着|最后)?")
_AND_THEN = re.compile(r"(?:然后|接着|再然后|后来|再后来|跟着|最后)(?:又)?(?:就)?是?$")
"""我先拉，然后我弟: the same befell who is named next."""
_STOP = re.compile(r"[。!?！？\n]")


_A_CHILD = frozenset({"孩子", "小孩", "娃", "娃儿", "宝宝", "宝贝"})
_OWN_CHILD = frozenset({"儿子", "女儿", "闺女", "孙子", "孙女", "大宝", "二宝"})
_WITHIN = {"爸妈": {"爸", "妈"}, "父母": {"爸", "妈"}, "公婆": {"公公", "婆婆"}}
_SAME = {"妈妈": "妈", "老妈": "妈", "母亲": "妈", "爸爸": "爸", "老爸": "爸", "父亲": "爸"}


@dataclass(frozen=True, slots=True)
class Patients:
    """Whom a message names as ill."""

    ill: frozenset[str]
    told: frozenset[str]
    """Everybody of whom anything is said, ill or not."""
    also: frozenset[str]
    """Those who are ill as others are: 我也拉."""
    number: int
    start: int
    end: int
    worst: bool
    """我拉得最厉害: the others are ill too."""


@dataclass(frozen=True, slots=True)
class Subject:
    """我和我妈: of whom something is said."""

    start: int
    end: int
    who: tuple[str, ...]


def named(text: str) -> Patients | None:
    """Those who are named as ill, or None if none is.

    Args:
        text: The message in normal form.
    """
    ill: dict[str, Subject] = {}
    told, also, worst = set[str](), set[str](), False
    for one, said in _told(text):
        told.update(one.who)
        if _SUPPOSED.search(text, max(0, one.start - 6), one.start):
            continue
        follows = bool(ill) and _NO_WORD.fullmatch(said) and _AND_THEN.search(text, 0, one.start)
        if follows or (_fell(said) and not _MINDS.search(said)):
            ill |= dict.fromkeys(one.who, one)
            worst = worst or _WORST.search(said) is not None
            also.update(one.who if "也" in said else ())
        elif _WELL.search(said):
            ill = {name: since for name, since in ill.items() if name not in one.who}
    if not ill:
        return None
    first = min(ill.values(), key=lambda one: one.start)
    names = frozenset(ill)
    return Patients(
        names, frozenset(told), frozenset(also), _heads(names), first.start, first.end, worst
    )


def _heads(names: frozenset[str]) -> int:
    within = {name for pair in names for name in _WITHIN.get(pair, ())}
    within |= _A_CHILD if names & _OWN_CHILD else set()
    return sum(2 if name in _TWO else 1 for name in names - within)


def _fell(said: str) -> bool:
    return any(not _NOT.search(said, 0, one.start()) for one in _FELL.finditer(said))


def _told(text: str) -> Iterator[tuple[Subject, str]]:
    """Each subject with what is said of it: up to the next one, or the end of the sentence."""
    subjects = list(subjects_in(text))
    if not subjects:
        return
    counts = [one for one in COUNT.finditer(text) if one["few"] or one[0][-1] in "人个位名口"]
    for at, one in enumerate(subjects):
        upto = subjects[at + 1].start if at + 1 < len(subjects) else len(text)
        beside = (c.start() for c in counts if c.start() > one.end + 2)
        upto = min(upto, *beside, len(text))
        stop = _STOP.search(text, one.end, upto)
        yield one, text[one.end : stop.start() if stop else upto]


def subjects_in(text: str) -> Iterator[Subject]:
    """我、我妈和孩子 is one subject of three; 他 is whoever was named last."""
    known: tuple[str, ...] = ()
    found = list(_ONE.finditer(text))
    counts = [one.span() for one in COUNT.finditer(text)] if found else []
    found = [
        one
        for one in found
        if not any(start < one.end() and one.start() <= end for start, end in counts)
        or one["self"]
    ]
    at = 0
    while at < len(found):
        group = [found[at]]
        while at + 1 < len(found) and _JOINED.fullmatch(
            text, group[-1].end(), found[at + 1].start()
        ):
            at += 1
            group.append(found[at])
        who = tuple(name for one in group for name in _names(one, known))
        others = tuple(name for name in who if name != "我")
        known = others or known
        yield Subject(group[0].start(), group[-1].end(), who)
        at += 1


def _names(one: re.Match[str], known: tuple[str, ...]) -> tuple[str, ...]:
    if one["self"]:
        return ("我",)
    if one["they"]:
        return known[-1:] or ("他",)
    kin = re.sub(rf"^{_OWNER}", "", one["kin"])
    return (_SAME.get(kin, kin),)
