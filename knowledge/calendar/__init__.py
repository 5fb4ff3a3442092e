"""The official calendar: which days of China are working days, and which years we know.

Takes: nothing; reads `years/*.yaml` and `fixed.yaml` beside it, or a year handed in at run time.
Gives: `load_calendar()` and a `Calendar` that says of any day what it is and whether that is sure.
Owns: no table.
Never: guesses a year silently; what no State Council notice covers is marked provisional.
"""

from knowledge.calendar.calendar import Calendar, Day, DayKind
from knowledge.calendar.holiday_cn import NotPublishedError, read_holiday_cn
from knowledge.calendar.load import load_calendar
from knowledge.calendar.schema import Block, Year

__all__ = [
    "Block",
    "Calendar",
    "Day",
    "DayKind",
    "NotPublishedError",
    "Year",
    "load_calendar",
    "read_holiday_cn",
]
