"""Whether words ask something, say a time, or say nothing at all."""

import re
from functools import lru_cache

from api.contract.codes import Kind
from bot.dialogue.demanding import declined_in, demands_in
from bot.dialogue.identity import is_address
from bot.dialogue.phones import phone_in
from bot.dialogue.turn import Heard

_MESSAGES = 128
"""One message is looked at many times while it is heard."""
_ASKING = re.compile(
    r"[？?]|(吗|呢|么|怎么办|为什么|多少钱)[。！!]*$|(管|能|行|可以|是|要|会|有)不\2"
    r"|^(?:请问|那|对了|还有|你们)*(?:为什么|为啥|为何|凭什么|干嘛|如何|什么时候|啥时候|多久|几时|怎么(?:赔|办|查|算|投诉|举报))"
    r"|(?:投诉|举报)(?:要|该)?怎么(?:弄|办|走|提|搞)|(?:多久|几天|多少|怎么赔|怎么算|什么时候|啥时候|几点)[^，,。]{0,2}[。！!]*$"
)
_GENERAL = re.compile(
    r"怎么赔|赔(?:多少|几倍)|(?:要|需要|得)(?:多久|几天|多长时间)|怎么(?:投诉|举报)|(?:投诉|举报)(?:要|该)?怎么(?:弄|办|走|提|搞)|(?:要|需要|准备)什么材料"
    r"|(?:电话|热线|号码)(?:是)?多少|什么标准|什么条件|什么流程"
)
_AS_IT_IS = re.compile(
    r"((?:怎么|咋)[^，,。；;\s]{1,3}|[^，,。；;\s]{1,2}(?:多少|几倍))(?:就|的)?\1"
)
"""该怎么赔怎么赔, 该赔多少赔多少 leaves it to the rules, and asks nothing."""
_A_QUESTION = 20
_EMPTY_TALK = re.compile(
    r"^(?:/start|你好|您好|谢谢|好的|哈+|呵+|嗯+|哦+|啊+|在吗|hi|hello|ok|test|测试|烦死了|快点|急|什么意思|随便|"
    r"你是谁|傻|[\W\d_]+)[。！!~～]*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[今昨前明后当]天|[今昨前当]晚|周[一二三四五六日天末]|星期|礼拜|[\d一二三四五六七八九十两几半]\s*(?:个|多)*"
    r"(?:月|号(?!楼|栋|店|线|摊|档|铺|柜|桌|门)|日|天|点|时|年|周|分钟|小时)|\d{1,4}\s*[-/.:：]\s*\d{1,2}"
    r"|上午|下午|晚|早|中午|午饭|夜|凌晨|刚|节|生日(?!用|蛋糕|会|宴|聚|礼)|国庆|春节|元旦|中秋|端午|清明"
    r"|最近|近期|每(?!一?[样个斤份种])|经常|一直|以前|之前|前几|头几|上次|上个|上周|上月|本周|这周|月初|月底|年初|年底"
    r"|寻日|琴日|尋日|噚日|今日|昨日|前日|^\d{1,8}$"
)

_A_LITTLE = re.compile(r"(?:[有差成缩快慢小大少贵早晚]|便宜)了?一点|一点(?:点|儿)")
"""缩成一点点: a little, and no hour."""


def is_empty_talk(text: str) -> bool:
    """Greetings, laughter, signs and the like, which answer nothing."""
    return _EMPTY_TALK.match(text) is not None or not re.search(r"[\w\u4e00-\u9fff]", text)


def is_time(text: str) -> bool:
    """Whether the words can say when something was: not a name, a claim or an address."""
    elsewhere = phone_in(text) or demands_in(text) or declined_in(text) or is_address(text)
    told = not elsewhere and _TIME.search(text) is not None
    return told and _TIME.search(_A_LITTLE.sub("", text)) is not None


@lru_cache(_MESSAGES)
def is_question(text: str) -> bool:
    """Whether the words ask something."""
    text = _AS_IT_IS.sub("", text)
    return _ASKING.search(text) is not None and re.search(r"[\w]", text) is not None


def only_asks(heard: Heard) -> bool:
    """A question about the rules in general, that tells nothing of the matter."""
    meant = heard.understood
    told = meant.merchant or meant.place or meant.amount or phone_in(heard.text)
    general = _GENERAL.search(heard.text) is not None
    general = general or (meant.kinds == (Kind.query,) and meant.answer is not None)
    general = general and _AS_IT_IS.search(heard.text) is None
    return len(heard.text) <= _A_QUESTION and not told and general
