"""Moments and days as people say them, in the office's own time zone."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
_MORNING, _NIGHT = 8, 21
EARLIER = "更早以前"
_ISO = re.compile(r"\d{4}-(\d{2})-(\d{2})(?![\d/~])")
_OWN_DAY = re.compile(r"(?<![个本上这当])月.{1,3}[日号]|\d{4}[-/.]\d|\d[-/]\d")


def local_day(moment: datetime) -> date:
    """The calendar day of a moment in China."""
    return moment.astimezone(LEGAL_ZONE).date()


def day(on: date, seen_from: date) -> str:
    """12月1日, or with its year if that is another one."""
    short = f"{on.month}月{on.day}日"
    return short if on.year == seen_from.year else f"{on.year}年{short}"


def moment_day(moment: datetime, seen_from: datetime) -> str:
    """The same for a moment."""
    return day(local_day(moment), local_day(seen_from))


def days_ago(moment: datetime, days: int) -> str:
    """11月20日 for one day before a moment of the 21st."""
    on = local_day(moment) - timedelta(days=days)
    return f"{on.month}月{on.day}日"


def dated(words: str, value: str) -> str:
    """昨晚 with the value 2026-11-20 evening is 昨晚（11月20日）; what names its day stays.

    Args:
        words: What was said.
        value: What it means: an ISO date, perhaps with a part of the day; or nothing.
    """
    found = _ISO.match(value)
    if found is None or _OWN_DAY.search(words):
        return words
    return f"{words}（{int(found[1])}月{int(found[2])}日）"


def in_daytime(moment: datetime) -> datetime:
    """The same moment, or the next morning at eight if it is night in China."""
    there = moment.astimezone(LEGAL_ZONE)
    if _MORNING <= there.hour < _NIGHT:
        return moment
    morning = there.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    return morning + timedelta(days=there.hour >= _NIGHT)


def clock(moment: datetime) -> str:
    """21:05, in China."""
    return f"{moment.astimezone(LEGAL_ZONE):%H:%M}"
