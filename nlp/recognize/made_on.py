"""The day a product was made."""

import re
from datetime import date, datetime

from nlp.reading import Reading
from nlp.recognize.numbers import parse
from nlp.understanding import Finding, FindingKind

_DAY = (
    r"(?:(?P<year>20\d{2})[年./-]\s?)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})[月./-]\s?"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
)
_RUN = r"(?P<run>20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
_LABEL = (
    r"(?:生产日期|出厂日期|生产于|喷码日期|生产时间)"
    r"(?:[写印标打]?[的着]?(?:是|为)?|显示)[ :：]{0,2}"
)
_LABELLED = re.compile(rf"{_LABEL}(?P<when>{_RUN}|{_DAY})(?!\d)")
_MADE = re.compile(rf"(?P<when>{_RUN}|{_DAY})(?:生产|出厂|产的|做的)")


def find(reading: Reading, at: datetime | None) -> list[Finding]:
    """Dates beside 生产日期 or 生产; the value is ISO, or the words where no year can be told.

    Args:
        reading: The message.
        at: When it was sent: a date without a year is the last such day before it.
    """
    found: dict[int, Finding] = {}
    for pattern, rule in ((_LABELLED, "made_on.labelled"), (_MADE, "made_on.made")):
        for one in pattern.finditer(reading.text):
            value = _iso(one, at.date() if at else None) or one["when"]
            span = one.span("when")
            found.setdefault(span[0], reading.finding(FindingKind.made_on, span, value, rule, 0.9))
    return list(found.values())


def _iso(one: re.Match[str], today: date | None) -> str | None:
    try:
        if one["run"]:
            return datetime.strptime(one["run"], "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
        month, day = int(parse(one["month"]) or 0), int(parse(one["day"]) or 0)
        if one["year"]:
            return date(int(one["year"]), month, day).isoformat()
        if today is None:
            return None
        found = date(today.year, month, day)
        return (found if found <= today else found.replace(year=today.year - 1)).isoformat()
    except ValueError:  # 2月30日 names no day
        return None
