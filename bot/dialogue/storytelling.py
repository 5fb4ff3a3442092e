"""A long opening that tells how it came about, and not yet what was wrong."""

import re

from bot.dialogue.authority import ONLY_ASKS
from bot.dialogue.kinds import CIVIL
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

_A_STORY = 25
_A_PREFACE = 8
_OFFICE = re.compile(r"你们|投诉|举报|建议|希望|表扬|感谢|谢谢|电话|上班|检查|宣传|活动")
"""Of the office, or a proposal, whatever day is told with it."""
_NO_QUESTION = re.compile(
    r"还是什么[^，,。]{0,2}|什么的|叫什么|怎么说呢?|[哪谁]知道|谁想[^，,。]*啊|你说能怎么办|不知道[^，,。]{0,8}"
    r"|不懂[^，,。]*|怎么讲|什么来着|(?:那个|那|个)什么"
)
"""What is asked of nobody: 叫披萨工坊还是什么, 怎么说呢."""
_ASKS = re.compile(
    r"[？?]|请问|问一?下|想问|咨询|怎么(?:办|赔|查|投|举|处)|能不能|可不可以|是不是|要不要|会不会|有没有(?:人管|规定)"
    r"|多少钱|多久|哪里(?:可以|能)|归谁|吗(?:[，,。！!]|$)"
)
_PAST = re.compile(
    r"那天|前天|昨[天晚日]|上(?:个)?(?:周|星期|礼拜|月)|今[天早晚]|刚才|前几天|生日|周末|有一[天次]|那次|寻日|琴日|尋日"
)
_DID = re.compile(
    r"(?:带(?:她|他|着|了|朋友|同事|客户|亲戚|家人|老人|孩子|小孩|女儿|儿子|父母)|[请陪][^，,。]{1,4}(?:吃|去)|聚餐|团建|出差|旅游|玩了|[去来到买点吃喝订选找]了|路过|逛|下班|聚[会餐]|[去到]了?[^，,。]{1,20}(?:买|吃|点)|买的|点的|吃的|约我|带[我娃爸妈]|帮衬|[去食買买]咗)"
)


_OPENS = re.compile(
    r"^(?:你好|您好|领导好?|同志)?[，,。！\s]*(?:事情|情况)?(?:是|是个)?(?:这样子?的?|说来话长)|我跟你(?:们)?[说讲]"
)
"""是这样的，…: whatever follows is only the beginning."""


def _is_preface(heard: Heard, text: str) -> bool:
    """昨晚下班随便点了个外卖: a day, and where one was or what was eaten, in a few words."""
    meant = heard.understood
    idle = not (meant.ruled or meant.demand or meant.answer or meant.outside)
    day = meant.when is not None and len(heard.text) >= _A_PREFACE
    did = _DID.search(text) or meant.food or meant.district or meant.place
    asks = is_question(text) or _ASKS.search(text) or _OFFICE.search(text)
    return bool(idle and day and did and not asks)


def begins_a_story(heard: Heard) -> bool:
    """Whether somebody tells of a day and an errand, asks nothing and names no wrong yet."""
    text = _NO_QUESTION.sub("", heard.text)
    meant = heard.understood
    rest = ONLY_ASKS.sub("", heard.text)
    if rest != heard.text and meant.merchant and not is_question(rest):
        return True  # 泰然四路的阿坤猪肚鸡，你们管不管
    if _is_preface(heard, text):
        return True
    told = meant.ruled or CIVIL.intersection(meant.demand)
    if len(heard.text) < _A_STORY or told or meant.answer is not None:
        return False
    asks = is_question(text) or _ASKS.search(text) is not None
    day = meant.when is not None or _PAST.search(text) is not None
    tells = day and _DID.search(text) is not None
    return not asks and (tells or _OPENS.search(text) is not None)
