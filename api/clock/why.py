"""Why a day counts or not, in Chinese."""

from api.clock.deadline import CountedDay
from knowledge.calendar import Calendar, Day, DayKind
from knowledge.limits import Limit, Roll, Unit, counting_article

_WEEKDAYS = "一二三四五六日"
_UNITS = {Unit.working_day: "工作日", Unit.calendar_day: "自然日"}
_FIRST_DAY = "CAL01"
_ROLL = "CAL03"


def start_why(limit: Limit) -> str:
    """Day 0, with the article that leaves it out."""
    return f"起算当日，不计入{_cited(counting_article(limit, _FIRST_DAY))}"


def counted_why(limit: Limit, number: int, day: Day) -> str:
    """A day that counts, and which one it is."""
    in_working_days = limit.unit is Unit.working_day
    worked = "（调休上班）" if in_working_days and day.kind is DayKind.makeup else ""
    decisive = in_working_days or number == limit.value
    return f"第 {number} 个{_UNITS[limit.unit]}{worked}{_unsure(day) if decisive else ''}"


def skipped_why(day: Day, *, rolling: bool = False) -> str:
    """A day off that does not count, or over which the end moves on."""
    return f"{kind_words(day)}，{'继续顺延' if rolling else '不计入'}{_unsure(day)}"


def pause_why(*, rolling: bool = False) -> str:
    """A day on which the clock stands still."""
    return "依法暂停计时，继续顺延" if rolling else "依法暂停计时，不计入"


def roll_why(last: CountedDay, calendar: Calendar) -> str:
    """The last day, where it is one off which the end moves."""
    return f"{last.why}，逢{kind_words(calendar.day(last.date))}"


def rolled_why(limit: Limit, day: Day, roll: Roll) -> str:
    """The day on which a moved limit ends."""
    if roll is Roll.any_nonworking:
        return f"最后一日不上班，顺延到这一天届满{_unsure(day)}"
    article = _cited(counting_article(limit, _ROLL))
    return f"最后一日逢节假日，顺延到这一天届满{article}{_unsure(day)}"


def kind_words(day: Day) -> str:
    """What a day off is: its holiday, or its weekday."""
    if day.kind is DayKind.holiday:
        return f"{day.holiday}{'（法定节假日）' if day.statutory else '放假'}"
    return f"周{_WEEKDAYS[day.date.weekday()]}"


def _cited(article: str) -> str:
    return f"（{article}）" if article else ""


def _unsure(day: Day) -> str:
    return f"（{day.date.year} 年放假安排未公布，暂定）" if day.provisional else ""
