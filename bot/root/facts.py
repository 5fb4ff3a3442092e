"""Reads the facts that serving needs, at the start and not under the first person's case."""

from knowledge.agencies.load import load_rules
from knowledge.agencies.regions import load_regions
from knowledge.calendar.load import load_calendar
from knowledge.forms.papers import load_factors, load_figures, load_papers
from knowledge.forms.procedure import (
    load_chases,
    load_grounds,
    load_moves,
    mark_words,
    suspicion_words,
    tip_standings,
)
from knowledge.limits.duties import load_duties
from knowledge.limits.load import load_limits
from knowledge.limits.policy import load_policy
from knowledge.statutes.load import load_sources, load_statutes

_FILES = (
    load_calendar,
    load_chases,
    load_duties,
    load_factors,
    load_figures,
    load_grounds,
    load_limits,
    load_moves,
    load_papers,
    load_policy,
    load_regions,
    load_rules,
    load_sources,
    load_statutes,
    mark_words,
    suspicion_words,
    tip_standings,
)


def read_facts() -> None:
    """Read and check them; they stay in memory.

    Raises:
        KnowledgeError: A file is wrong: better said now than when a clock is to be started.
    """
    for load in _FILES:
        load()
