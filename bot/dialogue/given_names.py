"""The name in an answer to who is writing, whatever the surname: 保兴荣 138…, 名子 龙启航.

A surname is looked for where a name may be anything else. Where the name was asked for, what
stands beside the phone number or after 姓名 is one, unless it is clearly another word.
"""

import itertools
import re

from api.contract.understood import Finding
from bot.dialogue.phones import closed_up, phone_in
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
    rf"({_HAN}{{2,8}}?){_STOP}"
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
    rf"(?:^|{_APART}|[是用写])({_HAN}{{2,8}})(?:[（(][^()（）\d]{{1,8}}[)）])?{_APART}*{_PHONE}?{_A_PHONE}"
)
_KIN_BY_PHONE = re.compile(rf"{_OF_KIN}({_HAN}{{2,4}}?){_APART}+{_PHONE}?{_A_PHONE}")
_LATIN_NAME = r"[\u4e00-\u9fff]?[A-Z][A-Za-z]{1,14}(?:[ .·-][A-Z][A-Za-z]{0,14}){0,3}"
_LATIN = re.compile(
    rf"(?:^|{_APART})({_LATIN_NAME}){_APART}*{_PHONE}?{_A_PHONE}"
    r"|(?:我叫|我是|本人|姓名|名字|实名|投诉人|举报人|联系人|[Mm]y name is|I am|I'm)"
    rf"(?:是|叫|为|写)?[:：，,\s]*({_LATIN_NAME}|[a-z]{{2,12}})(?=[\s，,。]|1[3-9]\d|$)"
    rf"|(?<=\d{{11}}){_APART}*({_LATIN_NAME})(?=[\s，,。；;]|$)"
    rf"|^([a-z]{{2,12}}(?: [a-z]{{2,12}}){{1,2}}){_APART}*{_A_PHONE}"
)
"""David Lee 138…, 我叫Tom."""
_LATIN_ALONE = re.compile(r"[A-Za-z]{2,15}(?:[ .·-][A-Za-z]{1,15}){0,3}")
_NO_LATIN = re.compile(
    r"(?:hi|hello|hey|no|yes|thanks?|what|why|how|test|my|the|phone|tel|call|wtf|plz|please"
    r"|VIP|OK|KTV|APP|ID|iPhone|mobile)(?![A-Za-z])",
    re.IGNORECASE,
)
_AFTER_PHONE = re.compile(rf"(?<=\d{{11}})[\s，,。；;：:、/|]*({_HAN}{{2,8}}){_STOP}")
_ALONE = re.compile(rf"({_HAN}{{2,8}})[。！!]*")
_SURELY_THREE = 3
"""Three characters, as most names have; fewer or more are too often other words."""
_REAL_NAME = re.compile(
    r"[，,。；;：:、\s（(]*(?:[这那]?(?:个)?(?:就|才)?(?:是|系)?(?:我|俺|本人)(?:自己|身份证上?|户口本上?)?的?(?:真实?|全|大|本)?(?:姓?名字?|名)"
    r"|[这那]?(?:个)?(?:就|才)?是?(?:真实?姓?名|真名|全名|实名|本名|身份证(?:上的)?(?:姓名|名字?))|(?:就)?(?:是)?(?:我的?)?(?:身份证|户口本)上?(?:就)?(?:是)?(?:这样|这么|这)个?(?:写|叫|名字?)?的?)"
    r"[的啊呀哈呢哦喔了]*[）)。！!\s]*$"
)
"""哈斯 这是我真名: after a name that may seem none."""
_FOREIGN = re.compile(
    r"[阿艾买麦迪热依古丽尔提孜木沙吐苏克斯巴图雅卜杜穆罕默德肉祖农合热甫格勒日娜乌兰其呼赛音敖扎西卓玛旺仁次央措达瓦哈萨别肯努江拉帕孜旦洛桑多吉森特根布仓顿朝鲁宝力莎娃]"
)
"""Signs in which names of other languages are written."""
_SAID_OF_SHOPS = re.compile(
    r"(?<!买)买(?!买)|[店馆厅铺摊档]$|麦当|哈哈|拉面|麦片|肯德|星巴|巴士|布吉"
)
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


_CALLED = re.compile(r"[小阿老][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}[姐哥叔姨嫂]")
_A_ROAD = re.compile(r"[路街巷道]$")
_LONGEST_OF_OURS = 4
_PLACES = re.compile(r"[省市区县镇乡村路街巷道栋幢座楼室苑园]")
_FORM = re.compile(
    rf"[\s。，,]*(?P<name>{_HAN}{{2,4}})[\s，,。；;、]*1[3-9]\d{{9}}(?!\d)[\s，,。；;、]*(?:住在?|家住|地址)?[:：\s]*"
    rf"(?P<home>{_HAN}{{2,8}}[省市区县]{_HAN}.+)"
)


_AFTER_QUESTION = re.compile(
    rf"(?:全名|真名|实名|姓名|名字)[^？?，,。]{{0,6}}[？?]\s*(?P<name>{_HAN}{{2,4}})[。！!\s]*$"
)


def is_called(words: str) -> bool:
    """小白, 李姐; 老围街 is a street."""
    return _CALLED.fullmatch(words) is not None and _A_ROAD.search(words) is None


def name_after_question(text: str) -> str | None:
    """何美玲 of 要写全名啊？何美玲: asked back, and given all the same."""
    found = _AFTER_QUESTION.search(text)
    return found["name"] if found else None


def name_in_form(text: str, findings: tuple[Finding, ...]) -> str | None:
    """计春 138… 合肥市…: name, number and home in this order, whatever was asked."""
    found = _FORM.fullmatch(text.strip())
    traders = {one.text for one in findings if one.kind == "merchant"}
    return _plain(found["name"]) if found and found["name"] not in traders else None


_PARTED = re.compile(r"[／/+＋~～|｜;；【】\[\]*＊]+(?!86)")
"""Signs that people set between name, number and home."""
_LABELS = {"名": "姓名：", "电": "电话：", "址": "地址："}
_FULL_LABEL = re.compile(r"(?<![\u4e00-\u9fff])(?P<what>[名电址])[:：]\s*")
_JUST_THIS = re.compile(r"(?:姓名|名字|全名)就?(?:是)?(?:这个|这样|[两三四五]个字)")
"""阿依古丽 姓名就这个."""
_AS_FOR = re.compile(r"(?P<what>姓名|名字|电话|手机|号码|地址|住址)的话(?:呢|嘛)?[，,\s]*")
_RUN_ON = re.compile(
    r"(?P<who>(?:我叫|我是|姓名|名字|本人|名叫)(?:是|叫|[:：\s])*[\u4e00-\u9fff·]{2,4}?)"
    r"(?=(?:我的?)?(?:联系)?(?:电话|手机|号码|住址|地址|家住|住在))"
)
"""姓名王丽丽电话138…: no sign between them."""


def respelt(text: str) -> str:
    """明字 龙启航 → 姓名 龙启航; with a number, in whatever form it is given, as of one form."""
    words = _MISSPELT.sub("姓名", text)
    return _in_one_form(words) if phone_in(words) else words


def _in_one_form(text: str) -> str:
    """邓凯文／138…／…, 【邓凯文】【138…】, 我叫邓凯文电话是138…地址是…: each thing by itself."""
    text = _JUST_THIS.sub(" ", text)
    words = _FULL_LABEL.sub(lambda found: _LABELS[found["what"]], _PARTED.sub(" ", text))
    return _RUN_ON.sub(r"\g<who> ", _AS_FOR.sub(r"\g<what>", words))


def given_name(text: str, *, alone: bool = False, again: bool = False) -> str | None:
    """The name in an answer to who is writing.

    Args:
        text: The answer, its numbers in digits.
        alone: Only the name was asked for, so that the whole answer may be one.
        again: It was asked for before, so that two or four characters may be one too.
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
    return name or _whole(text, alone=alone, again=again) or latin_name(text) or _apart(text)


def _apart(text: str) -> str | None:
    """扎西多吉, wherever it stands among number and home."""
    parts = re.split(rf"{_APART}+|\d{{11}}", text)
    spelt = (one for one in parts if len(one) >= _SURELY_THREE and re.fullmatch(f"{_HAN}+", one))
    return next((one for one in spelt if _is_spelt(one) and _plain(one)), None)


def _whole(text: str, *, alone: bool, again: bool) -> str | None:
    """The name that is all of an answer: 买买提江, 哈斯 这是我真名."""
    said = _REAL_NAME.sub("", text.strip())
    whole, marked = _ALONE.fullmatch(said), said != text.strip()
    if whole is None:
        latin = _LATIN_ALONE.fullmatch(said) if alone or marked else None
        return None if latin is None or _NO_LATIN.match(said) else said
    three = len(whole[1]) == _SURELY_THREE or (again and len(whole[1]) <= _LONGEST_OF_OURS)
    spelt = _is_spelt(whole[1]) and (alone or len(whole[1]) >= _SURELY_THREE)
    return _plain(whole[1]) if marked or spelt or (three and alone) else None


def _is_spelt(words: str) -> bool:
    """阿依古丽, 哈斯巴特尔: put together from the signs for sounds of another language."""
    enough = len(_FOREIGN.findall(words)) * 3 >= len(words) * 2
    return enough and _SAID_OF_SHOPS.search(words) is None


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
    return None if name is None or _NO_LATIN.fullmatch(name.split()[0]) else name


def _plain(words: str) -> str | None:
    odd = words in NOT_NAMES or (_NO_NAME.search(words) and not _is_spelt(words))
    longer = len(words) > _LONGEST_OF_OURS and (_PLACES.search(words) or not _is_spelt(words))
    return None if odd or longer else words
