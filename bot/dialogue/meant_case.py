"""Which of several cases a passing message is for, where its own words tell."""

from api.contract.codes import Kind
from api.contract.models import CaseView, Facts
from bot.dialogue.traces import Carried


def named_cases(views: list[CaseView]) -> list[CaseView]:
    """Those in which the person is known by name; else the only one there is."""
    matters = _matters(views)
    named = [view for view in matters if not view.anonymous]
    return named or matters


def meant_of(carried: Carried | None, views: list[CaseView]) -> list[CaseView]:
    """The one that the words name; a claim goes to the only complaint, if there is one.

    A question or a suggestion of before takes nothing that a complaint or a report can take.
    """
    views = _matters(views) or views
    if carried is None:
        return views
    named = [view for view in views if _speaks_of(view.facts, carried.text)]
    if len(named) == 1:
        return named
    claims = carried.facts is not None and carried.facts.demand
    complaints = [view for view in views if view.kind is Kind.complaint]
    return complaints if claims and len(complaints) == 1 else views


def _matters(views: list[CaseView]) -> list[CaseView]:
    return [view for view in views if view.kind in {Kind.complaint, Kind.report}]


def _speaks_of(facts: Facts, text: str) -> bool:
    """榴莲那个我找到小票了: the food or the trader tells which of several cases is meant."""
    words = (facts.food, facts.merchant)
    return any(word is not None and len(word) > 1 and word in text for word in words)
