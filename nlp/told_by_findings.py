"""What findings say of hits: 毛 of 老毛子红肠 is a name, and a date to come is a false one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from knowledge.codes import Hazard
from nlp.intent.facts import STRONG
from nlp.reading import Hit, Reading
from nlp.understanding import Finding, FindingKind

_PLAYED_ON = frozenset(
    {
        Hazard.food_waste,
        Hazard.cold_chain,
        Hazard.counterfeit,
        Hazard.price_weight,
        Hazard.spoilage,
        Hazard.service,
    }
)
"""Hazards whose words names play on: 大胃王, 某某冷链公司, 山寨火锅, 臭臭锅, 跑路鸡."""


def with_findings(reading: Reading, findings: Sequence[Finding], at: datetime | None) -> Reading:
    """The reading with the hits as the findings let them stand.

    Args:
        reading: A message.
        findings: What was recognised in it.
        at: When it was sent.
    """
    names = [one for one in findings if one.kind is FindingKind.merchant]
    known = reading.by_topic.get("hazard", ())
    hazards = tuple(hit for hit in known if not _is_of_name(reading, hit, names))
    hazards += tuple(_not_yet_made(one) for one in findings if _is_to_come(one, at))
    if hazards == known:
        return reading
    others = tuple(hit for hit in reading.hits if hit.topic != "hazard")
    hits = tuple(sorted((*others, *hazards), key=lambda hit: hit.start))
    return replace(reading, hits=hits, by_topic={**reading.by_topic, "hazard": hazards})


def _is_of_name(reading: Reading, hit: Hit, names: Sequence[Finding]) -> bool:
    """Whether a word is no more than a part of a trader's name: 大胃王炸鸡排, 老毛子红肠.

    Words that say much by themselves are, of what nobody is told to be in a name, left alone:
    无证小摊, 三无小卖部.
    """
    start, end = reading.source.span(hit.start, hit.end)
    inside = any(
        one.start <= start and end <= one.end and end - start < one.end - one.start
        for one in names
    )
    return inside and (hit.weight < STRONG or hit.code in _PLAYED_ON)


def _is_to_come(one: Finding, at: datetime | None) -> bool:
    """生产日期2026年12月1日, in November: the date on the pack is not the true one."""
    if one.kind is not FindingKind.made_on or at is None:
        return False
    try:
        return date.fromisoformat(one.value) > at.date()
    except ValueError:  # without a year, of which none could be told
        return False


def _not_yet_made(one: Finding) -> Hit:
    rule = "hazard.expired.not_yet_made"
    return Hit(rule, "hazard", Hazard.expired, one.start, one.end, STRONG, negatable=False)
