"""The number of the ill put right, be it smaller: 更正一下，是4个人 · 说错了，吐的只有三个.

What is told of a part of them (住院的, 其中一个, 另外五个没事) is no number of all.
"""

import re

from bot.dialogue.ill_roles import ill_by_roles, number_in
from bot.dialogue.tone import is_question

_RIGHTS = re.compile(
    r"更正|纠正|修正|改一?下|(?:说|记|数|算|报|搞|弄|写|打|看|听)(?:错|多|重|岔)|不对|(?<!不知)其实|实际|准确|确切|核实|核对"
    r"|重新(?:数|问|统计|点|算)|没(?:有)?(?:那么|这么)多|多[说算报数]|不[是止]\s*(?:\d|[一二两三四五六七八九十])"
    r"|(?:问|数|统计|确认|打听|了解)(?:了|过|清楚|下来)+(?:一?[圈下遍轮])?"
)
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_ONLY_ME = re.compile(
    r"(?:^|[，,。；;！!\s]|其实|应该|实际上?)(?:就|只有|只是)我(?:一个|自己|一人)(?:人)?"
    r"(?:拉|吐|不舒服|有事|中招|有症状|难受|发烧|生病)?[^，,。；;！!吃去买点喝]{0,3}(?:$|[，,。；;！!])"
)
_ONLY_ONE = re.compile(
    r"(?:^|[，,。；;！!\s]|其实|应该|实际上?)(?:就|只有|只是)(?:他|她|它|我?(?:室友|同事|朋友|爷爷|奶奶|婆婆|公公|弟弟?|妹妹?|哥哥?|姐姐?|儿子|女儿|孩子|老公|老婆|妈|爸)|孩子)"
    r"(?:自己)?一个人?(?:有事|有反应|过敏|中招|不舒服|有?症状|上吐下泻|吐|拉(?:肚子|稀)?|难受|发烧|住院|中毒)?(?:了|的)?(?:$|[，,。；;！!\s])"
)
"""就他一个人, after two were counted."""
_COUNT = r"(?P<count>\d{1,4}|[一两二俩三四五六七八九十]{1,3})"
_NOT_THAT_MANY = re.compile(
    rf"{_COUNT}个?(?:人|孩子|学生)?[，,。\s]*(?:并)?不是(?P<wrong>\d{{1,4}}|[一两二俩三四五六七八九十]{{1,3}})(?:个|人|名)"
)
# 9个，不是12个，那3个是重复报的
_PEOPLE = re.compile(
    _COUNT + r"(?:个(?!月|小时|钟|星期|礼拜|店|菜|人份)|名|位|口)"
    r"(?:大?人|孩子|学生|小孩|小朋友|娃|同学|同事|员工|老人)?|"
    + _COUNT.replace("count", "heads")
    + r"人(?!民|份|家|们|次)"
)
_DENIED = re.compile(r"^(?:并|也|都|根本)*(?:不是|没有|不止|不到)")
_BESIDES = re.compile(r"^[^，,。；;\d]{0,6}(?:又|还)(?:有|多)|^(?:另外|新增|增加|也有)")
# 不对，又多了3个: beside those who were counted.
_A_PART = re.compile(
    r"其中|里面|之中|另外?|其[他余它]|剩下|住[过了]院|转院|(?<![只共就才])有[一两二三1-3][个名位]|第[一二三四]|住院|输液|吊[针瓶]|抢救|重症|ICU|急诊|送医|去了?医院"
    r"|没事|没有?(?:不舒服|症状|反应|中招|吐|拉)|正常|好了|好转|恢复|出院|没吃|没喝"
    r"|一起|一同|同行|聚餐|聚会|[来去]了?吃|吃的?饭|吃了|用餐|点的?|花|元|块|店|叫|姓"
)
_WITH_ME = re.compile(
    rf"(?:[那这]|一?共|总共|就是?){_COUNT}个?(?:人)?(?:里面?|当中)?(?:已经|是|都)*(?:包括|算上|算了|含|连)(?:了|上|着)?(?:我|自己)"
)
"""那8个包括我和姑妈, after one more was counted."""
_NOT_COUNTED = re.compile(
    r"(?:其中|里面|里头|有)+(?P<count>\d{1,2}|[一两二俩三四五六七八九十])(?:个|名|位)(?:人|孩子|学生|同事|同学|老人)?"
    r"[^；;。！!]{0,16}?(?:不算|不能算|没吃|没喝|没中招|不关|无关|不是(?:因为)?(?:吃|喝|这)|(?:本来|原来|早就?|自己)[^，,。；;]{0,4}(?:感冒|发烧|生病|肠胃|着凉|胃病|不舒服|晕)|着凉|喝多|喝醉|晕车)"
)
"""有一个是本来就感冒: who fell ill of something else."""


def righted(text: str, known: int | None) -> int | None:
    """How many are ill after a message that puts their number right; None if none does.

    Args:
        text: The words of the message.
        known: How many were said to be ill.
    """
    settled = ill_by_roles(text, known) if known else None
    if settled is not None and settled != known:
        return settled
    denied = _NOT_THAT_MANY.search(text)
    denies = denied is not None and number_in(denied["wrong"]) == known
    whole = denied if denies else _WITH_ME.search(text)
    if known and whole and (denies or not is_question(text)):
        return number_in(whole["count"])
    alone = _ONLY_ME.search(text) or _ONLY_ONE.search(text)
    if known and known > 1 and alone and not is_question(text):
        return 1
    if not known or is_question(text) or _RIGHTS.search(text) is None:
        return None
    found = [number for one in _CLAUSE.split(text) if (number := _said_of_all(one))]
    if found:
        return found[-1]
    less = _NOT_COUNTED.search(text)
    left = known - number_in(less["count"]) if less else 0
    return left if left > 0 else None


def _said_of_all(clause: str) -> int:
    """是4个人 → 4; 0 of a clause that names none, or a part of them only."""
    if _DENIED.match(clause) or _BESIDES.match(clause) or _A_PART.search(clause):
        return 0
    told = list(_PEOPLE.finditer(clause))
    return number_in(told[-1]["count"] or told[-1]["heads"]) if len(told) == 1 else 0
