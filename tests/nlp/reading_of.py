"""A message read by the shared pipeline, for the tables of the recognisers."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from nlp import pipeline
from nlp.understanding import Finding, FindingKind, Understanding

SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@cache
def understand(text: str, city: str = "shenzhen") -> Understanding:
    """What the pipeline of a city makes of a text sent on Saturday 2026-11-21."""
    return pipeline.load(city).understand(text, SATURDAY)


def findings(text: str, kind: FindingKind, city: str = "shenzhen") -> list[Finding]:
    """The findings of one kind, the surest first."""
    return [one for one in understand(text, city).findings if one.kind is kind]
