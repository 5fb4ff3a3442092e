"""Who fell ill as others did: 我和婆婆也想吐 tells of two more."""

import re
from collections.abc import Iterator

_WHO = (
    r"(?:我们|他们|她们|咱们|咱)(?:俩|两个|三个|几个)?(?:人)?|我?(?:家里?|的|那)?(?:爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|岳父|岳母|公公|婆婆"
    r"|老公|老婆|媳妇|爱人|儿子|女儿|闺女|孩子|小孩|宝宝|娃|弟弟?|妹妹?|哥哥?|姐姐?|嫂子?|侄[子女]|孙[子女]|同事|朋友|室友|同学|邻居|亲戚)"
    r"|(?P<many>\d{1,3}|[两三四五六七八九十几]{1,3})个?(?:人|孩子|小孩|大人|老人|同事|朋友|同学|亲戚|学生|小朋友)|我(?:自己|本人)?|[他她]"
)
_SUBJECT = re.compile(_WHO)
_FELL = re.compile(
    r"(?:都|开始|在|跟着|一直|有点|有些|想|要|觉得|感觉|很|好|老是|总|出现了?|是|会)*"
    r"(?:上?吐(?!槽|痰)|呕|拉(?!面|开|倒)|泻|发烧|发热|不舒服|恶心|反胃|难受|头?晕|头[疼痛]|肚子|中招|中毒|不行|倒下|住院|进(?:了)?(?:医院|ICU)|送(?:去|到|进|医)?(?:了)?医"
    r"|嘴麻|发麻|这样|一样)"
)
_JOINED = re.compile(r"\s*(?:[和跟与同、及]|还有|以及)?\s*")
_COUNTED = re.compile(r"算在|包括|在内|其中|[里当]面(?:的|了)?(?:一个)?(?:[，,。]|$)")
"""算在9个里面: known already."""
_PAIR = re.compile(r"俩|两个")
_NUMBERS = {
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "几": 2,
}


def also_ill(text: str) -> dict[str, int]:
    """Each person or group that is said to be ill too, with how many they are."""
    if _COUNTED.search(text):
        return {}
    return {who: heads for also in _told(text) for who, heads in _before(text, also)}


def _told(text: str) -> Iterator[int]:
    """Where 也 stands before words of illness."""
    return (one.start() for one in re.finditer("也", text) if _FELL.match(text, one.end()))


def _before(text: str, also: int) -> Iterator[tuple[str, int]]:
    """The subjects joined right before a position."""
    end = also
    for one in reversed(list(_SUBJECT.finditer(text, max(0, also - 24), also))):
        if not _JOINED.fullmatch(text, one.end(), end):
            return
        yield re.sub(r"^我?(?:家里?|的|那)|^我(?=.)", "", one[0]) or one[0], _heads(one)
        end = one.start()


def _heads(one: re.Match[str]) -> int:
    many = one["many"]
    if many:
        return int(many) if many.isdecimal() else _NUMBERS.get(many[:1], 2)
    if _PAIR.search(one[0]) or "们" in one[0]:
        return 2
    return 1
