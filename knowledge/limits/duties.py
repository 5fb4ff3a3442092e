"""Duties without a number, and the grounds a decision may rest on."""

from datetime import date
from functools import cache

from knowledge.limits.codes import Sort, When
from knowledge.limits.reading import read_records
from knowledge.limits.schema import Basis, Record


class Duty(Record, frozen=True):
    """A version of a rule that has no clock: something to be done, or a list of grounds.

    `deed` is what has to be done or asked, in our own words; `grounds` are the articles whose
    recorded words are the grounds, one each.
    """

    sort: Sort
    trigger: str
    deed: str
    when: When = When.always
    grounds: tuple[Basis, ...] = ()


@cache
def load_duties() -> tuple[Duty, ...]:
    """Every version of every duty and list of grounds, by rule and date.

    Raises:
        KnowledgeError: A file is wrong, or two versions of a rule overlap.
    """
    return read_records("duties", Duty)


def duties_for(rule_id: str, day: date) -> tuple[Duty, ...]:
    """What the rule asks for on `day`; nothing if it is no duty or not in force."""
    return tuple(
        duty
        for duty in load_duties()
        if rule_id in (duty.rule, duty.old_id) and duty.in_force(day)
    )
