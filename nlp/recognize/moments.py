"""From the words of a time to the moment they mean, seen from when they were written."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from nlp.recognize.numbers import parse

_REL = (
    ("大前", -3),
    ("前", -2),
    ("昨", -1),
    ("夜儿", -1),
    ("夜个", -1),
    ("夜来", -1),
    ("琴", -1),
    ("寻", -1),
    ("噚", -1),
    ("㖊", -1),
    ("今", 0),
    ("明", 1),
    ("听", 1),
    ("后", 2),
)
_PARTS = (
    (("凌晨", "半夜", "深夜", "后半夜"), "night"),
    (("早", "晨", "上午", "朝"), "morning"),
    (("中午", "晌午", "正午", "午饭"), "noon"),
    (("下午", "晏昼", "后晌"), "afternoon"),
    (("晚", "夜", "傍", "黑"), "evening"),
)
_LATE = frozenset({"afternoon", "evening"})
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_UNIT_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_AGO = re.compile(r"(好几|十几|[\d一二两三四五六七八九十半几]+)个?多?(天|日|周|星期|礼拜|月|年)")
_NOON = 12
_HOME = ZoneInfo("Asia/Shanghai")
"""What is today is said of the day in China, wherever the machine stands."""


def resolve(one: re.Match[str], at: datetime | None) -> str | None:
    """The moment in ISO form with the precision the words have, or None if they fix no day."""
    if at is None:
        return None
    try:
        day = _day(one, at.astimezone(_HOME).date())
    except ValueError:  # 2月30日 names no day
        return None
    if day is None:
        return None
    if isinstance(day, str):
        return day
    part = _part(one["part"] or re.sub("夜(?=[儿个来])", "", one["rel"] or ""))
    clock = _clock(one["hour"], part)
    if clock:
        return f"{day.isoformat()}T{clock}"
    return f"{day.isoformat()} {part}" if part else day.isoformat()


def _day(one: re.Match[str], today: date) -> date | str | None:
    if one["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", one["iso"]))
        return date(year, month, day)
    if one["month"] or one["md"]:
        return _month_day(one, today)
    if one["rel"]:
        back = next((days for head, days in _REL if one["rel"].startswith(head)), None)
        return None if back is None else today + timedelta(days=back)
    if one["week"]:
        return _weekday(one["week"], today)
    if one["ago"]:
        return _ago(one["ago"], today)
    return _day_of_month(one["dom"], today) if one["dom"] else None


def _month_day(one: re.Match[str], today: date) -> date | str | None:
    if one["md"]:
        found = date(today.year, *(int(part) for part in re.split(r"[./]", one["md"])))
        return found if found <= today else found.replace(year=today.year - 1)
    month = int(parse(one["month"]) or 0)
    year = _year(one["year"], today, month)
    if not one["day"]:
        return f"{year}-{month:02d}" if 1 <= month <= _NOON else None
    found = date(year, month, int(parse(one["day"]) or 0))
    # Without a year a date yet to come is last year's: people report what has happened.
    return found if one["year"] or found <= today else found.replace(year=year - 1)


def _year(word: str | None, today: date, month: int) -> int:
    if word is None:
        return today.year if month <= today.month else today.year - 1
    if word.isdigit():
        return int(word)
    return today.year - {"今": 0, "去": 1, "前": 2}[word]


def _weekday(word: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=_WEEKDAYS[word[-1]])
    if word.startswith("上上"):
        return found - timedelta(days=14)
    if word.startswith("上"):
        return found - timedelta(days=7)
    if word.startswith("下"):
        return found + timedelta(days=7)
    return found if found <= today else found - timedelta(days=7)


def _ago(word: str, today: date) -> date | str | None:
    found = _AGO.match(word)
    if found is None:
        return today
    count, unit = parse(found[1]), found[2]
    if count is None or (found[1] in {"几", "半"} and unit != "月"):
        return None
    if unit in _UNIT_DAYS:
        return today - timedelta(days=int(count * _UNIT_DAYS[unit]))
    if unit == "年":
        return str(today.year - int(count))
    if found[1] == "半":
        return today - timedelta(days=15)
    months = today.year * 12 + today.month - 1 - int(count)
    return f"{months // 12}-{months % 12 + 1:02d}"


def _day_of_month(word: str, today: date) -> date | None:
    number = parse(re.sub(r"[号日]|上个?月|这个?月|本月", "", word))
    if number is None:
        return None
    first = today.replace(day=1)
    if word.startswith("上") or (not word.startswith(("这", "本")) and number > today.day):
        first = (first - timedelta(days=1)).replace(day=1)
    return first.replace(day=int(number))


def _part(word: str) -> str | None:
    for heads, name in _PARTS:
        if any(head in word for head in heads):
            return name
    return None


def _clock(word: str | None, part: str | None) -> str | None:
    found = re.match(
        r"([\d一二两三四五六七八九十]+)(?:点|时|[:：])(?:钟)?(半|一刻|三刻|[\d一二三四五六七八九十]+)?",
        word or "",
    )
    if found is None:
        return None
    hour = int(parse(found[1]) or 0)
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(found[2] or "")
    if minute is None:
        minute = int(parse(found[2]) or 0) if found[2] else 0
    if part in _LATE and hour < _NOON:
        hour += _NOON
    in_range = hour < 24 and minute < 60  # noqa: PLR2004 - a day has 24 hours of 60 minutes
    return f"{hour:02d}:{minute:02d}" if in_range else None
