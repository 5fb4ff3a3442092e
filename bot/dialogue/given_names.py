"""The name in an answer to who is writing, whatever the surname: 保兴荣 138…, 名子 龙启航.

A surname is looked for where a name may be anything else. Where the name was asked for, what
stands beside the phone number or after 姓名 is one, unless it is clearly another word.
"""

import itertools
import re

from api.contract.understood import Finding
from bot.dialogue.phones import closed_up
from bot.dialogue.surnames import NOT_NAMES

_HAN = r"[\u4e00-\u9fff]"
_STOP = r"(?=吧|[\s，,。；;：:、/|]|电话|手机|联系|号码|住|家|地址|1[3-9]\d{9}|$)"
_MISSPELT = re.compile(
    r"(?:(?<=^)|(?<=[\s，,。；;：:、我]))(?:[性兴信]名|姓[明铭民茗]|[明铭]字|[名明]子|名[宇自资])"
    rf"(?=\s*[:：是叫为]|[，,\s]*{_HAN}{{2,4}}{_STOP})"
)
"""明字, 性名, 名子: 姓名 as it is mistyped, before a name."""
_KIN = (
    r"(?:女儿|儿子|闺女|姑娘|孙女|孙子|外孙女?|儿媳妇?|媳妇|女婿|老公|老婆|丈夫|妻子|爱人|老伴|妈妈?|爸爸?|母亲|父亲|奶奶|爷爷"
    r"|外婆|外公|姥姥|姥爷|婆婆|公公|岳[父母]|丈母娘|哥哥?|姐姐?|弟弟?|妹妹?|大?[伯叔姑姨舅婶]妈?|侄[女子儿]?|外甥女?|表[姐妹哥弟]|同事|朋友|室友|邻居)"
)
_OF_KIN = (
    rf"(?:(?:我|俺|咱)家?(?:的)?{_KIN}|[他她])"
    r"(?:的)?(?:本人|真名|全名|姓名|名字)?(?:叫|是)?[:：，,\s]*"
)
"""我老公, 写他：before the name of whom somebody writes for."""
_IS = r"(?:就|是|叫|为|写|填|用|登记|留)*[:：，,\s]*"
_LABELLED = re.compile(
    rf"(?:姓名|名字|真名|全名|大名|实名|联系人|投诉人|举报人|收货人|我叫|本人|就写){_IS}(?:{_OF_KIN})?"
    rf"({_HAN}{{2,4}}?){_STOP}"
)
_WRITES_DOWN = re.compile(
    rf"(?:投诉人|举报人|联系人|真实姓名|实名){_IS}(?:{_OF_KIN})?({_HAN}{{2,4}}?){_STOP}"
)
"""投诉人写他：计文昌 says who complains, whatever was asked."""
_NUMBERED, _LABEL = re.compile(r"\d{7}"), re.compile(r"投诉人|举报人|联系人|真实姓名|实名")
_APART = r"[\s，,。；;：:、/|]"
_PHONE = (
    r"(?:我?的?(?:联系)?(?:电话|[Tt]el|TEL|[Pp]hone|[Mm]obile|座机|手机号?码?|号码)(?:号码)?"
    r"(?:就?[打用留写])?(?:[我他她](?:的|这个)?)?[:：是\s]*)"
)
_A_PHONE = r"(?=1[3-9]\d{9}(?!\d)|[（(]?0\d{2,3}[-\s)）]?\d{3,4}[-\s]?\d{4}(?!\d))"
_BEFORE_PHONE = re.compile(
    rf"(?:^|{_APART}|[是用写])({_HAN}{{2,4}})(?:[（(][男女][)）])?{_APART}*{_PHONE}?{_A_PHONE}"
)
_KIN_BY_PHONE = re.compile(rf"{_OF_KIN}({_HAN}{{2,4}}?){_APART}+{_PHONE}?{_A_PHONE}")
_LATIN_NAME = r"[\u4e00-\u9fff]?[A-Z][A-Za-z]{1,14}(?:[ .·-][A-Z][A-Za-z]{0,14}){0,3}"
_LATIN = re.compile(
    rf"(?:^|{_APART})({_LATIN_NAME}){_APART}*{_PHONE}?{_A_PHONE}"
    r"|(?:我叫|我是|本人|姓名|名字|实名|投诉人|举报人|联系人|[Mm]y name is|I am|I'm)"
    rf"(?:是|叫|为|写)?[:：，,\s]*({_LATIN_NAME}|[a-z]{{2,12}})(?=[\s，,。]|1[3-9]\d|$)"
    rf"|(?<=\d{{11}}){_APART}*({_LATIN_NAME})(?=[\s，,。；;]|$)"
)
"""David Lee 138…, 我叫Tom."""
_NO_LATIN = re.compile(r"VIP|OK|KTV|APP|ID|iPhone|Ok|Hi|Hello|Tel|TEL|Phone|Mobile", re.IGNORECASE)
_AFTER_PHONE = re.compile(rf"(?<=\d{{11}})[\s，,。；;：:、/|]*({_HAN}{{2,4}}){_STOP}")
_ALONE = re.compile(rf"({_HAN}{{3}})[。！!]*")
"""Three characters, as most names have; two are too often a word."""
_IN_HALVES = re.compile(
    rf"姓[:：]?({_HAN}{{1,2}})[，,、\s]*(?:(?:名字?|单名)(?:叫|是|[:：])?|叫)(?:做|一?个)?\s*({_HAN}{{1,3}}){_STOP}"
    rf"|姓({_HAN}{{1,2}})[，,、\s]+(?=\3)({_HAN}{{2,4}}){_STOP}"
)
# 我姓龙，叫启航
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:\s?[·•・∙‧]\s?{_HAN}{{1,10}})+")
_NO_NAME = re.compile(
    r"[退赔换你我您他她它吗呢吧啊呀哦嘛的了么这那哪谁没不很就都也还再又只号]"
    r"|电话|手机|微信|联系|回电|致电|座机|地址|住址|姓名|名字|本人|投诉|举报|匿名|保密|提交|照片|图片|截图|视频|小票|发票|订单|收货|信息|资料|如下|以上"
    r"|商家|老板|店家|店主|客服|店名|可以|谢谢|随时|方便|等等|稍等|等下|等会|晚点|改天|回头|现在|马上|晚上|早上|上午|下午|中午|今天|昨天|明天"
    r"|[省市区县镇乡村路街巷道栋幢座楼室苑园]$|小区|花园|公寓|社区|大厦|[店馆厅铺摊档]$|超市|食堂|公司|[吃喝买卖打拨接]"
)
"""Clearly something else."""


_FORM = re.compile(
    rf"[\s。，,]*(?P<name>{_HAN}{{2,4}})[\s，,。；;、]*1[3-9]\d{{9}}(?!\d)[\s，,。；;、]*(?:住在?|家住|地址)?[:：\s]*"
    rf"(?P<home>{_HAN}{{2,8}}[省市区县]{_HAN}.+)"
)


_AFTER_QUESTION = re.compile(
    rf"(?:全名|真名|实名|姓名|名字)[^？?，,。]{{0,6}}[？?]\s*(?P<name>{_HAN}{{2,4}})[。！!\s]*$"
)


def name_after_question(text: str) -> str | None:
    """何美玲 of 要写全名啊？何美玲: asked back, and given all the same."""
    found = _AFTER_QUESTION.search(text)
    return found["name"] if found else None


def name_in_form(text: str, findings: tuple[Finding, ...]) -> str | None:
    """计春 138… 合肥市…: name, number and home in this order, whatever was asked."""
    found = _FORM.fullmatch(text.strip())
    traders = {one.text for one in findings if one.kind == "merchant"}
    return _plain(found["name"]) if found and found["name"] not in traders else None


def respelt(text: str) -> str:
    """明字 龙启航 → 姓名 龙启航, of the same length."""
    return _MISSPELT.sub("姓名", text)


def given_name(text: str, *, alone: bool = False) -> str | None:
    """The name in an answer to who is writing.

    Args:
        text: The answer, its numbers in digits.
        alone: Only the name was asked for, so that the whole answer may be one.
    """
    text = respelt(closed_up(text))
    dotted = _DOTTED.search(text)
    if dotted is not None:
        return re.sub(r"\s", "", dotted[0])
    halves = _IN_HALVES.search(text)
    if halves is not None:
        surname, rest = halves[1] or halves[3], halves[2] or halves[4]
        return _plain(rest if rest.startswith(surname) else f"{surname}{rest}")
    places = [*_KIN_BY_PHONE.finditer(text), *_LABELLED.finditer(text)]
    places += [*_BEFORE_PHONE.finditer(text), *_AFTER_PHONE.finditer(text)]
    found = (_plain(one[1]) for one in places)
    name = next((one for one in found if one), None)
    whole = _ALONE.fullmatch(text.strip()) if alone else None
    return name or (_plain(whole[1]) if whole else None) or latin_name(text)


def written_down(text: str) -> str | None:
    """计文昌 of 投诉人写他：计文昌, whatever the surname and whatever was asked."""
    text = closed_up(text)
    if _NUMBERED.search(text) is None and _LABEL.search(text) is None:
        return None
    labelled = (_plain(one[1]) for one in _WRITES_DOWN.finditer(text))
    kin = (_plain(one[1]) for one in _KIN_BY_PHONE.finditer(text))
    return next((one for one in itertools.chain(labelled, kin) if one), None)


def latin_name(text: str) -> str | None:
    """David Lee of David Lee 138…: where no other name stands."""
    found = _LATIN.search(text)
    name = next((one for one in found.groups() if one), None) if found else None
    return None if name is None or _NO_LATIN.fullmatch(name) else name


def _plain(words: str) -> str | None:
    return None if words in NOT_NAMES or _NO_NAME.search(words) else words
