"""Reads the calendar files."""

from functools import cache

from knowledge.calendar.calendar import Calendar
from knowledge.calendar.schema import FixedFile, Year
from knowledge.reading import folder, read_yaml


@cache
def load_calendar() -> Calendar:
    """The calendar of the files; two calls give the same object.

    Raises:
        KnowledgeError: A file is wrong; the message names it.
    """
    years = (
        read_yaml(file, Year)
        for file in folder("calendar", "years").iterdir()
        if file.name.endswith(".yaml")
    )
    fixed = read_yaml(folder("calendar", "fixed.yaml"), FixedFile)
    return Calendar({}, fixed.days).with_years(years)
