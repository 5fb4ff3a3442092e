"""Messages of many voices: floors under what was reached on them, so that a change shows."""

from functools import cache
from importlib.resources import files

import pytest
import yaml

from nlp import pipeline
from nlp.evaluate import measures
from nlp.evaluate.measures import Pair

SETS = ("messages_1", "messages_2", "messages_3")


@cache
def understood(name: str) -> tuple[Pair, ...]:
    text = files("tests.nlp").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    shared = pipeline.load("china")
    return tuple((row, shared.understand(row["text"])) for row in yaml.safe_load(text))


def everything() -> list[Pair]:
    return [pair for name in SETS for pair in understood(name)]


def share_of_hazards() -> float:
    table = measures.confusion(everything(), "hazard")
    return sum(n for (a, b), n in table.items() if a == b) / table.total()


def test_the_sets_hold_at_least_300_messages() -> None:
    assert len(everything()) >= 300


def test_kinds_reach_their_floor() -> None:
    scores = {score.name: score.f1 for score in measures.kinds(everything())}

    assert scores["micro"] >= 0.8
    assert scores["out_of_scope"] >= 0.85


def test_the_main_hazard_reaches_its_floor() -> None:
    assert share_of_hazards() >= 0.8


def test_emergencies_reach_their_floor() -> None:
    score = measures.emergency(everything())

    assert score.recall >= 0.85
    assert score.precision >= 0.85


@pytest.mark.parametrize(("key", "floor"), [("merchant", 0.75), ("district", 0.95)])
def test_a_field_that_is_there_reaches_its_floor(key: str, floor: float) -> None:
    right, of = measures.fields(everything())[key]

    assert right / of >= floor
