"""Which of several cases a passing message is for, where its own words tell."""

import re

from api.contract.codes import Kind
from api.contract.models import CaseView, Facts
from bot.dialogue.pointing_back import is_named
from bot.dialogue.traces import Carried

_NTH = re.compile(r"第([一二两三1-3])(?:家|个店|件)")
_ORDER = {"一": 1, "二": 2, "两": 2, "三": 3, "1": 1, "2": 2, "3": 3}


_CALLED = {Kind.complaint: "投诉", Kind.report: "举报"}


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
    nth = _NTH.search(carried.text)
    if nth is not None and int(_ORDER[nth[1]]) <= len(views):  # newest first
        return [views[-int(_ORDER[nth[1]])]]
    named = [view for view in views if _speaks_of(view.facts, carried.text)]
    if len(named) == 1:
        return named
    called = [view for view in views if _CALLED.get(view.kind, "\0") in carried.text]
    if len(called) == 1:
        return called
    claims = carried.facts is not None and carried.facts.demand
    complaints = [view for view in views if view.kind is Kind.complaint]
    return complaints if claims and len(complaints) == 1 else views


def _matters(views: list[CaseView]) -> list[CaseView]:
    return [view for view in views if view.kind in {Kind.complaint, Kind.report}]


def _speaks_of(facts: Facts, text: str) -> bool:
    """榴莲那个我找到小票了: the food or the trader tells which of several cases is meant."""
    food = facts.food is not None and len(facts.food) > 1 and facts.food in text
    return food or (facts.merchant is not None and is_named(facts.merchant, text))
