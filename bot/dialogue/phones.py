"""Phone numbers in what people write: spaced, dashed, spelt out, and whose they are."""

import re
from functools import lru_cache

_MESSAGES = 128
"""One message is looked at many times while it is heard."""
MOBILE = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?(1[-\s]?[3-9](?:[-\s]?\d){9})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)([（(]?0\d{2,3}[)）]?[-—－\s]?\d{3,4}[-\s]?\d{4})(?!\d)")
_ALMOST = re.compile(r"(?<!\d)1\d{7,13}(?!\d)")
_NOT_TOLD = "(?<!告诉)(?<!通知)(?<!透露给)(?<!泄露给)(?<!让)"
"""别告诉老板 138…: whose number it is not to be."""
_NOT_MINE = re.compile(
    rf"{_NOT_TOLD}(店家?|商家|老板|客服|他们?|她|对方|外卖员|骑手)的?(电话|手机|号码)?(是|[:：])?\s*$"
    rf"|{_NOT_TOLD}(?:商家|老板|店家|店主|店长|经理)(?:姓[\u4e00-\u9fff]|叫[\u4e00-\u9fff]{{2,3}})?[，,\s]*(?:电话|手机|号码)?(?:是|[:：])?\s*$"
    r"|(?:包装|袋子|盒子|标签|小票)上?[^，,。；;]{0,12}$"
)
_SPOKEN = re.compile(
    r"(?<![零〇一幺二两三四五六七八九])[一幺][三四五六七八九](?:[\s-]?[零〇一幺二两三四五六七八九]){9}"
    r"(?![零〇一幺二两三四五六七八九])"
)
_SPOKEN_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")


@lru_cache(_MESSAGES)
def phone_in(text: str) -> str | None:
    """The first mainland mobile or landline number that is not said to be somebody else's."""
    text = digits_spoken(text)
    for pattern in (MOBILE, LANDLINE):
        for found in pattern.finditer(text):
            if not _NOT_MINE.search(text[: found.start()]):
                return _as_written(found[1]) if pattern is LANDLINE else _digits(found[1])
    return None


@lru_cache(_MESSAGES)
def digits_spoken(text: str) -> str:
    """一三八零零… as 13800…, of the same length: a phone number spelt out."""
    return _SPOKEN.sub(lambda found: found[0].translate(_SPOKEN_DIGITS), text)


@lru_cache(_MESSAGES)
def closed_up(text: str) -> str:
    """138 1111 2222 as 13811112222: a mobile number in one piece, among other words."""
    return MOBILE.sub(lambda found: _digits(found[1]), digits_spoken(text))


def phone_attempt(text: str) -> str | None:
    """Digits that look meant as a phone number but can't be one."""
    if phone_in(text) is not None:
        return None
    found = _ALMOST.search(re.sub(r"(?<=\d)[-\s](?=\d)", "", text))
    return found[0] if found else None


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _as_written(number: str) -> str:
    """0755-26881234: the dash of an area code stays, as it was written."""
    return re.sub(r"[—－]", "-", re.sub(r"[\s()（）]", "", number))
