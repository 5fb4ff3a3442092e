"""What is said without being a matter: greetings, thanks, signs, program code, noise."""

import re
import unicodedata

from api.contract.codes import Kind
from bot.dialogue.conversation import Conversation
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, trouble

_HELLO = re.compile(
    r"^(?:你好|您好|哈喽|嗨|在吗|在不在|有人吗|有人不|有人没|有人在[吗不没]|在不|有没有人|早上好|上午好|下午好|晚上好|早|hi|hello|hey|/start|start|开始|测试|test)"
    r"[\w\u4e00-\u9fff]{0,4}[呀啊吗嘛？?。！!,，~～ ]*(?:有人吗|在吗|有人在吗)?[？?]*$",
    re.IGNORECASE,
)
_THANKS = re.compile(r"谢谢|多谢|感谢|辛苦了|唔该|thx|thanks|thank", re.IGNORECASE)
_BYE = re.compile(
    r"^(?:好的?|行|谢谢|多谢|嗯|哦|[，,\s])*(?:再见|拜拜|拜|bye|88|晚安)[。！!~～]*$",
    re.IGNORECASE,
)
_WHO = re.compile(r"你(?:们)?(?:是|叫)(?:谁|机器人|什么|人|真人)|能做什么|会什么")
_ROBOT = re.compile(r"你(?:们)?(?:到底)?(?:是|是不是)(?:一?个)?(?:机器人|真人|人工|AI|ai|人)")
_HOW = re.compile(
    r"怎么(?:投诉|举报|用|操作)|(?:投诉|举报)(?:要|该|应该)?怎么(?:弄|办|走|提|搞|操作)|(?:这个)?怎么用"
)
_HOURS = re.compile(
    r"(?:上班|下班|办公|营业|工作)(?:时间|吗|不|么)|几点(?:上|下|开)|周末.{0,6}(?:上班|在吗|有人)"
)
_CODE = re.compile(
    r"<\s*/?\s*(?:script|img|iframe|svg|a|b|div)\b|javascript:|\b(?:select|drop|insert|delete|union)\b.+"
    r"\b(?:from|table|into|select)\b|ignore (?:all|previous)"
    r"|忽略.{0,8}(?:指令|提示|规则)|system prompt|系统提示词",
    re.IGNORECASE,
)
_OK = re.compile(
    r"^(?:好|好的|好吧|对|对的|是|是的|没错|没问题|行|可以|嗯+|哦+|知道了|明白了?|收到|ok|了解)[。！!~～]*$",
    re.IGNORECASE,
)
_THAT_IS_ALL = re.compile(
    r"(?:那|嗯|哦|[，,\s])*(?:好了|好啦|好嘞|行了|可以了|就这样|就这些|没事了|没别的了?|没有别的了?|先这样|暂时没有了?)[吧了啊。！!]*"
)
_WHAT_MEANT = re.compile(
    r"(?:这|你|那)?(?:是|说的?)?(?:什么|啥|咩)意思[啊呀呢？?]*|(?:没|不)(?:看|听)?(?:懂|明白)[。！!]*"
)
_GIVES_IN = re.compile(
    r"(?:那|哦|嗯|唉|好)*(?:好吧|行吧|算了吧?|那行|知道了|明白了?|晓得了|打扰了|谢谢|多谢|唔该)[了吧啊哦。，,！!～~]*(?:谢谢|多谢)?[。！!]*"
)
_NO_MORE = re.compile(
    r"(?:没有?别的|没了|没有了|就(?:是|只)?(?:这些|这样|这个意见|建议|表扬|说一下|提一下))"
)
_ANNOUNCES = re.compile(
    r"^[\W]*(?:你好|您好|请问|我?还没(?:有)?(?:投诉|举报)[呢啊]?)?[\W]*我?(?:就|只)?先?(?:想|要|有)?(?:请问|问|咨询|请教|个问题)(?:一下|下|个问题|个事|点事|你们)*[\W]*$"
)
_UPSET = re.compile(r"有没有人管|有人管[吗么没]|管不管|没人管|气死|受不了了?|什么世道|无法无天")
_NAME_FOR = (
    r"(?:黑店|黑心(?:的|商家|商贩|店家?|老板)*|奸商|无良(?:的|商家|商贩|店家?|老板)*|骗子(?:店家?|商家|老板)?"
    r"|坑(?:死)?人(?:了|的店)?|垃圾(?:店家?|商家)|缺德(?:的|商家|店家?|老板)*|不要脸的?|没良心的?)"
)
_CALLS_NAMES = re.compile(
    rf"(?:(?:[这那真纯就是个家一种太都他她]|什么|简直|妈的|绝对)*{_NAME_FOR}[\s，,。！!~…啊呀了吧吗的]*)+"
)
"""黑店！！！ 奸商！: a name for the trader, which says nothing of what is wrong there."""
_INSULTS = re.compile(
    r"傻[逼比bB叉]|煞笔|沙雕|脑残|白痴|智障|弱智|废物|去死|滚[蛋开吧]|^滚|妈的|操你|草泥马|王八蛋|混蛋|你妈"
    r"|有病吧|\bsb\b|fuck|stupid|idiot",
    re.IGNORECASE,
)
_CONFIDES = re.compile(
    r"(?:话|讲|講)(?:俾|畀|比)(?:佢|老闆|老板)哋?知|知(?:道)?[系係]我|查到我|报复|打击我|保密|(?:别|不要|唔好|莫)(?:说|讲|话)(?:是|系)?我|(?:别|不要)透露|丢(?:了)?(?:工作|饭碗)|(?:不|别)(?:要|想|能|可以|可)?(?:把|对外)?.{0,8}(?:公开|暴露|泄露|泄漏)"
    r"|(?:不|别)(?:要|想|能|可以|可)?(?:让.{0,8}知道|(?:告诉|透露给|说给).{0,8}(?:知道|他|她|商家|老板|店家|别人|学校|公司|店里))"
    r"|(?:怕|担心).{0,10}(?:知道是我|找我|认出|查到我|报复)|会不会(?:告诉|泄露|让.{0,4}知道|被?(?:知道|发现|查到))"
    r"|怕被[^，,。]{0,8}(?:知道|发现)|(?:能|会|可以)[^，,。]{0,6}(?:看|查|知道|晓得)[^，,。]{0,3}(?:是)?(?:谁|哪个)(?:投诉|举报|反映)"
)
_ANGRY = re.compile(
    r"[！!]{2,}|气死|气人|太?恶心|离谱|太过分|过份|缺德|黑心|老子|吓死|吓到|受不了|没天理|欺负人|坑人|无良|忍不了"
)
_LEAKS = re.compile(
    r"(?:会|会不会|能不能|是否)(?:被|把我)?[^，,。]{0,6}(?:泄露|泄漏|透露|暴露|保密|说出去)[^，,。]{0,6}[吗么呢？?]?[？?]?$"
)
"""你们会泄露吗, at the end of why it is feared."""
_A_LINE = 45
_FOREIGN = re.compile(
    r"[A-Za-z]{2,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}|[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff]{4,}"
)
"""A sentence in another language."""
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LAUGHS = re.compile(r"(.)\1+$")
_A_FEW_WORDS = 4
_AN_INSULT = 12
_SOME_WORDS = 25
"""A message longer than this that says thanks has more to say."""


def is_nod(text: str) -> bool:
    """好, 嗯, 收到: nothing but consent."""
    return _OK.match(text) is not None


def is_angry(text: str) -> bool:
    """Whether somebody swears, shouts or says how much it upset them."""
    return _INSULTS.search(text) is not None or _ANGRY.search(text) is not None


def gives_in(text: str) -> bool:
    """好吧, 那算了: no more is wanted."""
    return _GIVES_IN.fullmatch(text) is not None


def is_thanks(text: str) -> bool:
    """谢谢你们 and no more."""
    return len(text) <= _AN_INSULT and _THANKS.search(text) is not None


def says_no_more(text: str) -> bool:
    """没有别的了 就表扬: the end of what was proposed."""
    return len(text) <= _AN_INSULT and _NO_MORE.match(text) is not None


def is_outcry(heard: Heard) -> bool:
    """Anger or fear, and nothing of what happened yet."""
    meant = heard.understood
    told = meant.hazards or meant.merchant or meant.place or meant.names_agency
    told = told or meant.answer is not None
    words = _UPSET.search(heard.text) is not None or confides(heard.text)
    return calls_names(heard.text) or (words and not told and len(heard.text) <= _SOME_WORDS)


def calls_names(text: str) -> bool:
    """黑店！！！ and no more."""
    return _CALLS_NAMES.fullmatch(text) is not None


def asks_how(text: str) -> bool:
    """Whether somebody asks how all this is used."""
    return len(text) <= _SOME_WORDS and _HOW.search(text) is not None


def confides(text: str) -> bool:
    """Whether somebody is afraid to be found out."""
    short = len(text) <= _SOME_WORDS and _CONFIDES.search(text) is not None
    return short or (len(text) <= _A_LINE and _LEAKS.search(text) is not None)


def only_announces(text: str) -> bool:
    """你好我想问一下: a question is coming."""
    return _ANNOUNCES.match(text) is not None


def is_noise(text: str) -> bool:
    """Only signs, or a short insult: it opens nothing."""
    signs = bool(text) and re.search(r"[\w\u4e00-\u9fff]", text) is None
    return signs or (len(text) <= _AN_INSULT and _INSULTS.search(text) is not None)


def says_something(text: str) -> bool:
    """Words that may add to something told before."""
    return length_of(text) >= _A_FEW_WORDS and not _LAUGHS.match(text)


def length_of(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HANZI.findall(text))


def small_talk(heard: Heard, *, new: bool, busy: bool = False) -> Reply | None:
    """The answer to small talk, or None if the message is something else.

    Args:
        heard: The message.
        new: Nothing was said in this chat before.
        busy: Something is being filled in.
    """
    text, city = heard.text, heard.city
    if _HELLO.match(text):
        if busy:
            return greeting.here()
        return greeting.welcome(city) if new else greeting.hello(city)
    if _CODE.search(text) and Kind.complaint not in heard.understood.kinds:
        return trouble.code()
    return _courtesy(text, busy=busy) or _noise(heard, busy=busy) or _about_us(heard)


def _courtesy(text: str, *, busy: bool) -> Reply | None:
    """Fear of being found out, a goodbye, thanks."""
    if confides(text):
        return greeting.confidential()
    if _BYE.match(text):
        return greeting.farewell()
    if not busy and _THAT_IS_ALL.fullmatch(text):
        return greeting.thanks()
    if not busy and _WHAT_MEANT.fullmatch(text):
        return greeting.what_was_unclear()
    if len(text) <= _SOME_WORDS and (_THANKS.search(text) or _OK.match(text)):
        return greeting.welcome_back() if busy else greeting.thanks()
    return None


def puzzle(conversation: Conversation, heard: Heard, *, asks: bool = False) -> Turn:
    """Nothing in the message made sense, or it asks something without saying about what."""
    if not re.search(r"[\w\u4e00-\u9fff]", heard.text):
        return Turn(conversation, (only_signs(heard.text),))
    if _FOREIGN.search(heard.text) and not _HANZI.search(heard.text):
        return Turn(conversation, (trouble.other_language(heard.city),))
    times = conversation.puzzled + 1
    kept = conversation.but(puzzled=times)
    if asks and times <= 2:  # noqa: PLR2004 - the third time a person is offered
        return Turn(kept, (greeting.ask_about_what(),))
    return Turn(kept, (trouble.puzzled(times, heard.city),))


def only_signs(text: str) -> Reply:
    """Back to a face, or to mere punctuation."""
    face = any(unicodedata.category(sign) in {"So", "Sk"} for sign in text)
    return trouble.only_signs() if face else trouble.only_punctuation()


def _noise(heard: Heard, *, busy: bool) -> Reply | None:
    """Signs while something is being asked are a failed answer, and counted as one."""
    if not is_noise(heard.text):
        return None
    if _INSULTS.search(heard.text):
        return trouble.angry(heard.city)
    return None if busy else only_signs(heard.text)


def _about_us(heard: Heard) -> Reply | None:
    if len(heard.text) > _SOME_WORDS:
        return None
    if _HOURS.search(heard.text):
        return answers.hours(heard.city)
    told = heard.understood.hazards or heard.understood.merchant
    if is_outcry(heard):
        return trouble.angry(heard.city)
    if _ROBOT.search(heard.text):
        return greeting.a_program(heard.city)
    how = asks_how(heard.text) and heard.understood.answer is None and not told
    if how or _WHO.search(heard.text):
        return greeting.help_(heard.city)
    return None
