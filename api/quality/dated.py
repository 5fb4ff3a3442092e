"""Whether the days that a text names exist, and whether what it promises still lies ahead."""

import re
from collections.abc import Iterator
from datetime import date

from api.contract.desk import Objection
from api.quality.matter import Matter
from api.quality.objecting import objection

_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d{2})\s?(?:年|[-/.])\s?)?(?P<m>\d{1,2})\s?(?:月|(?<=\d)[-/.](?=\d))\s?"
    r"(?P<d>\d{1,2})(?P<end>\s?[日号])?(?:[（(]?(?:星期|周)(?P<w>[一二三四五六日天])[）)]?)?"
)
_AFTER = re.compile(
    r"\s*(?:(?:之|以)?前|以内|内|止|截止)[^。；，,\n已]{0,10}?"
    r"(?:退|赔|答复|办结|回复|告知|告诉|提供|处理|履行|完成|送|交|改正|付|补|换)"
)
_BEFORE = re.compile(
    r"(?:将|会在|将于|定于|预计|最迟|最晚|不晚于|争取|计划|拟|请(?:您)?(?:在|于))[^。；\n]{0,6}$"
)
_PAST = re.compile(r"(?:已|曾|截至|自|从|曾经)[^。；，\n]{0,6}$")
_WEEK = "一二三四五六日"
_HALF_A_YEAR = 183
_REACH = 14


def dated(text: str, matter: Matter) -> Iterator[Objection]:
    """Q31 no such day, Q32 a promise in the past, Q33 another day of the week."""
    for found in _DATE.finditer(text):
        if not _is_date(found):
            continue
        day = _day(found, matter.today)
        if day is None:
            yield objection("Q31", found[0], found.span())
            continue
        if day < matter.today and _promised(text, found):
            yield objection("Q32", found[0], found.span())
        if wrong := _weekday(found, day):
            yield objection("Q33", wrong, found.span())


def _is_date(found: re.Match[str]) -> bool:
    """With 月, or whole with its year: 3-5 and 1.5 are no days."""
    return ("月" in found[0] and found["end"] is not None) or found["y"] is not None


def _day(found: re.Match[str], today: date) -> date | None:
    """The day; one without its year is the nearest such day."""
    month, day = int(found["m"]), int(found["d"])
    if found["y"]:
        return _made(int(found["y"]), month, day)
    near = [_made(today.year + by, month, day) for by in (-1, 0, 1)]
    known = [one for one in near if one is not None]
    if not known:  # the twenty-ninth of February, or none at all
        return _made(_LEAP, month, day)
    return min(known, key=lambda one: abs((one - today).days))


_LEAP = 2028


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _promised(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _REACH) : found.start()]
    if _PAST.search(before):
        return False
    return bool(_AFTER.match(text, found.end()) or _BEFORE.search(before))


def _weekday(found: re.Match[str], day: date) -> str:
    if not found["w"]:
        return ""
    real = _WEEK[day.weekday()]
    said = found["w"].replace("天", "日")
    return "" if said == real else f"{day.year}年{day.month}月{day.day}日是星期{real}"
