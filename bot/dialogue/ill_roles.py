"""How many are ill, by the role each number of people has in its clause.

Who ate, who is ill, which part of them lies in hospital: 一共去了11个人，6个有症状，两个在打吊针
counts six, and says nothing new where six are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.dialogue.also_ill import also_ill
from bot.dialogue.conversation import Conversation
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

_NUMBERS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "俩": 2}


class Role(Enum):
    """What is said of a number of people."""

    ate = auto()
    ill = auto()
    part = auto()
    """How some of the ill fare: their number is at most that of all."""
    more = auto()
    """Further people who fell ill: 又有两个住院了."""
    beside = auto()
    """The others, of whom something is said."""
    well = auto()
    denied = auto()
    unsaid = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """A number of people with what is said of them."""

    number: int
    role: Role
    exact: bool = False
    """连我三个人: the writer is among them."""


_WHO = (
    "(?:大|小|老|男|女)?(?:人家?|孩子|小孩|小朋友|娃儿?|学生|同学|同事|工友|工人|员工|老人|大人|朋友|家人|室友|宝宝|客人|亲戚"
    "|小的|大的|女的|男的|女生|男生|姑娘|小伙子?|病人|患者|老师|阿姨|村民|家长)"
)
_HEADS = re.compile(
    r"(?<![第每点几数百千\d一二两三四五六七八九十])(?P<count>\d{1,4}|[一二两三四五六七八九十]{1,3})(?:多|来|几)?"
    rf"(?:(?:个(?!月|小时|钟|星期|礼拜|多|半)|名|位|口(?!水|气|味|饭|菜)|例)(?:{_WHO}|(?=(?P<bare>.?)))|{_WHO}(?!民|份|均|次))"
)
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_SUBJECT = re.compile(
    r"[他她](?!们)|我(?!们|家?[一二两三四五六七八九十\d])|爸|妈|老公|老婆|爷爷|奶奶|儿子|女儿|弟|妹|哥|姐|婆婆|公公|孩子|老人|店|老板"
)
_FELL = (
    r"上?吐(?!槽|痰)|呕|拉(?!面|开|着|了?(?:一下|群))|泻|肚子|发烧|高烧|发热|不舒服|难受|中毒|中招|有?症状|有反应|头?晕|昏"
    r"|恶心|过敏|病了|生病|倒下|趴下|不行了|出事|抽搐|抽筋|死|去世|请假|没来上"
)
_CARE = (
    r"送(?:去|到|进|往|了|医|过去)|住(?:院|进|了院|着院)|打(?:着)?(?:吊针|点滴|吊瓶)|吊[针瓶水]|挂(?:水|瓶|吊瓶|点滴|着)|输液|急诊|抢救|ICU|icu|重症"
    r"|(?:去|在|进|到)了?[^，,。]{0,8}医院|救护车|小人|幻觉|严重|厉害|洗胃|透析|观察|脱水|比较重|最重"
)
_ATE = "吃|喝|聚餐|聚会|用餐|就餐|一起|同行|同桌|参加|[点订去来][了的]|到场|坐|赴宴|团建|喜酒"
_ILL = re.compile(_FELL)
_TREATED = re.compile(_CARE)
_EATERS = re.compile(_ATE)
_WERE = re.compile(
    rf"(?:{_ATE}|在场|一桌子?)[^，,。]{{0,6}}$|(?:一共|总共)(?:去|来|坐|点)[^，,。]{{0,4}}$"
)
_ILL_ARE = re.compile(
    rf"(?:{_FELL})(?:了|的|过|肚子|稀)*(?:人数?)?(?:一共|总共|已经|现在|大概|至少|就|都|是|有|了|到)+$"
)
_OF_THEM = re.compile(rf"{_FELL}|{_CARE}|{_ATE}|[都全还已在被也有现开刚没一了的]")
_TREATED_ARE = re.compile(rf"(?:{_CARE})(?:了|的|人数?|现在|已经|一共|就|都|是|有|到)*$")
_AMONG = re.compile(
    r"(?:其中|里面?|里头|当中|之中)的?(?:就|已经|还|又)?(?:有|是)?(?:另外)?$|^(?:现在|目前)?(?:还|仍)?(?:有)?那$"
)
_COUNTS_ONE = re.compile(r"(?:我|[他她])(?:自己)?(?:也|就)?(?:算|是其中)(?:其中)?$")
"""我算一个, of three who are ill."""
_STILL = re.compile(r"^[^，,。]{0,2}(?:还|仍)(?:在|是|没|有点|发着|躺)")
_MORE = re.compile(r"(?:又|还有|另外|再|新增|增加|多了)[^，,。]{0,6}$")
_CAME = re.compile(
    r"(?:(?:还|又|也)有|多了?|新增|增加了?|又(?:送|来|倒|进|抬|住)[来去了下进走院]{0,2})$"
)
"""又多了5个, 又送来一个: words that say of themselves that these fell ill as well."""
_BESIDE = re.compile(r"(?:加上|其[他余它]|剩下|别的|隔壁|[和跟与同])[^，,。]{0,6}$")
_NOW_STILL = re.compile(r"(?:现在|目前|至今|仍)(?:仍|还)?有?[^，,。]{0,2}$")
_WELL = re.compile(
    r"^[^，,。]{0,5}(?:没(?!精神|力气|胃口|醒|好|出院)|不(?:吃|喝|拉|吐|想吃)|好好的|正常|好了|出院|恢复)"
)
_DENIED = re.compile(r"(?:不是|没有|不止|不到|并非)[^，,。]{0,3}$")
_WITH_ME = re.compile(r"(?:连|算上|加上|包括|连同)(?:我|自己)(?:自己|本人|在内)?[^，,。]{0,2}$")
_ALL_FELL = re.compile(
    rf"(?:后来|结果|回来|回去|回家|到家|现在|半夜|凌晨|夜里|当晚|晚上|第二天|今天|早上|上午|下午|不久|刚|之?后|就|陆续)*"
    rf"(?:全都|全部|全|都|一个个|个个|无一例外)(?:部|是|在|开始|也|又|给|陆续|有点|有)*(?:厕所|卫生间)?(?:{_FELL}|{_CARE})"
)
"""A clause without a subject of its own, after those who ate: 现在全在吐."""


def ill_by_roles(text: str, known: int | None) -> int | None:
    """How many are ill after a message whose numbers have plain roles; None if they have not.

    Args:
        text: The words of the message.
        known: How many were said to be ill before it.
    """
    heads = [] if is_question(text) else list(heads_in(text))
    roles = {one.role for one in heads}
    if not heads or roles & {Role.more, Role.beside, Role.well, Role.denied, Role.unsaid}:
        return _exactly(heads)
    ill = [one for one in heads if one.role is Role.ill]
    parts = [one.number for one in heads if one.role is Role.part]
    eaters = [one.number for one in heads if one.role is Role.ate]
    if not ill:
        some = max(parts, default=0)
        if eaters and not known and 0 < some <= max(eaters):
            return some  # 一桌6个人，3个人看见小人
        return known if known and some and not eaters and some <= known else None
    if len(ill) > 1 or (also_ill(text) and not ill[0].exact):
        return None
    number = ill[0].number
    if number < max(parts, default=0):
        return None
    return number if not known or ill[0].exact or max(eaters, default=0) >= number else None


def more_by_roles(text: str) -> int:
    """又多了5个人在抢救 → 5; 0 if nobody is said to have fallen ill beside others."""
    return sum(one.number for one in heads_in(text) if one.role is Role.more)


def counted(conversation: Conversation, heard: Heard) -> Heard:
    """The message, with the number of the ill that the roles of its numbers give."""
    draft, urgent = conversation.draft, conversation.urgent
    known = (draft.facts.people_ill if draft else None) or (urgent.ill if urgent else None)
    meant = heard.understood
    number = ill_by_roles(heard.text, known) if meant.people_ill else None
    if number is None or heard.message.button is not None:
        return heard
    return replace(heard, understood=meant.model_copy(update={"people_ill": number}))


def _exactly(heads: list[Head]) -> int | None:
    """连我三个人都不舒服，不是两个: those among whom the writer is counted."""
    return next((one.number for one in heads if one.exact and one.role is Role.ill), None)


def heads_in(text: str) -> Iterator[Head]:
    """Each number of people in a message, with its role.

    Args:
        text: The words of the message.
    """
    clauses = [one for one in _CLAUSE.split(text) if one]
    for at, clause in enumerate(clauses):
        found = [one for one in _HEADS.finditer(clause) if _is_people(one)]
        for nth, one in enumerate(found):
            since = found[nth - 1].end() if nth else 0
            last = nth + 1 == len(found)
            after = clause[one.end() : len(clause) if last else found[nth + 1].start()]
            role = _role(clause[since : one.start()], after)
            if last and role in {Role.ate, Role.unsaid} and _all_fell(clauses[at + 1 :]):
                role = Role.ill
            exact = _WITH_ME.search(clause, since, one.start()) is not None
            yield Head(number_in(one["count"]), role, exact)


def _is_people(one: re.Match[str]) -> bool:
    """两个 before words of how they are, and not 两个菜; 一家五口, and not 吃了两口."""
    bare, text = one["bare"], one.string
    if bare is None:
        return True
    if one[0].endswith("口"):
        return text[: one.start()].endswith("家")
    return bare == "" or _OF_THEM.match(text, one.end()) is not None


def _role(before: str, after: str) -> Role:
    """What the words of a clause make of the number between them: the first that holds."""
    own = _SUBJECT.split(after)[0]
    table = (
        (Role.denied, _DENIED.search(before)),
        (Role.part, _COUNTS_ONE.search(before)),
        (Role.part, _AMONG.search(before) or _TREATED_ARE.search(before)),
        (Role.ill, _WITH_ME.search(before) and _ILL.search(own)),
        (Role.part, _NOW_STILL.search(before) and _TREATED.search(own)),
        (Role.more, _MORE.search(before) and _fell_too(before, own)),
        (Role.beside, _MORE.search(before) or _BESIDE.search(before)),
        (Role.well, _WELL.match(own)),
        (Role.part, _STILL.match(own) or _TREATED.search(own)),
        (Role.ill, _ILL.search(own) or _ILL_ARE.search(before)),
        (Role.ate, _EATERS.search(own) or _WERE.search(before)),
    )
    return next((role for role, holds in table if holds), Role.unsaid)


def _fell_too(before: str, own: str) -> bool:
    ill = _ILL.search(own) or _TREATED.search(own)
    return ill is not None or (_CAME.search(before) is not None and own in {"", "了"})


def _all_fell(later: list[str]) -> bool:
    """Whether the next clauses, up to one with a subject of its own, say that all fell ill."""
    for clause in later:
        if _ALL_FELL.match(clause):
            return True
        if _SUBJECT.search(clause) or _HEADS.search(clause):
            return False
    return False


def number_in(words: str) -> int:
    """12 or 十二 as a number; 七八 as the least it can be."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_NUMBERS.get(tens[:1], 1) * 10 if ten else 0) + _NUMBERS.get(ones[:1], 0)
