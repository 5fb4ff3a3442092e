"""The counting rules, CAL01 to CAL07, and which article of them governs a limit."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from knowledge.limits.schema import Limit, Record
from knowledge.reading import folder, read_yaml


class CountingRule(Record, frozen=True):
    """A rule of how limits are counted; it has no number of its own."""

    who: str = "系统"
    on_breach: str = "日期有误"
    text: str


@cache
def load_counting() -> Mapping[str, CountingRule]:
    """Every counting rule by its id.

    Raises:
        KnowledgeError: The file is wrong.
    """
    records = read_yaml(folder("limits", "counting.yaml"), tuple[CountingRule, ...])
    return MappingProxyType({record.rule: record for record in records})


def counting_article(limit: Limit, rule: str) -> str:
    """The short citation of counting rule `rule` for this limit, as 《…办法》第四十五条.

    A limit is counted by the article of its own instrument. Where that has none (Order 20), or
    where the office promised the limit, the count is the same and no article can be named.
    """
    if rule not in limit.counting or not limit.basis:
        return ""
    own = limit.basis[0].instrument
    for entry in load_counting()[rule].basis:
        if entry.instrument == own:
            return entry.citation.short
    return ""
