"""Messages that nothing was learnt from and no rule was made for: what citizens can expect.

Half of them avoid the obvious words. Nobody should look at single rows to change a rule: the
floors lie a little under what was measured when the set was first used.
"""

import json
from functools import cache
from importlib.resources import files

import pytest

from knowledge.lexicon.messages import LabelledMessage, load_messages
from knowledge.lexicon.tagged_messages import load_tagged
from nlp import pipeline
from nlp.evaluate import measures
from nlp.evaluate.measures import Pair

_GREETING = 4


@cache
def labels() -> tuple[LabelledMessage, ...]:
    lines = files("tests.nlp").joinpath("never_learnt.jsonl").read_text(encoding="utf-8")
    return tuple(LabelledMessage.model_validate_json(line) for line in lines.splitlines())


@cache
def understood() -> tuple[Pair, ...]:
    shared = pipeline.load("china")
    return tuple(
        (json.loads(label.model_dump_json()), shared.understand(label.text)) for label in labels()
    )


def test_nothing_is_learnt_from_them() -> None:
    learnt = {one.text for one in load_messages()} | {one.text for one in load_tagged()}

    # 在吗 and the like stand in every set.
    assert learnt.isdisjoint(one.text for one in labels() if len(one.text) > _GREETING)


def test_there_are_three_hundred_with_every_code() -> None:
    assert len(labels()) == 300
    assert {str(kind) for one in labels() for kind in one.kinds} >= {"complaint", "tip", "chat"}
    assert len({one.hazards[0] for one in labels() if one.hazards}) == 18
    assert len({one.setting for one in labels()}) == 17


def test_kinds_reach_their_floor() -> None:
    scores = {score.name: score.f1 for score in measures.kinds(understood())}

    assert scores["micro"] >= 0.9
    assert scores["out_of_scope"] >= 0.87


def test_the_main_hazard_reaches_its_floor() -> None:
    table = measures.confusion(understood(), "hazard")

    assert sum(n for (a, b), n in table.items() if a == b) / table.total() >= 0.86


def test_emergencies_reach_their_floor() -> None:
    score = measures.emergency(understood())

    assert score.recall >= 0.94
    assert score.precision >= 0.82


def test_confidence_is_as_often_right_as_it_says() -> None:
    sure = [
        not measures.errors(_kinds_and_hazard(a), u)
        for a, u in understood()
        if u.confidence >= 0.8
    ]
    unsure = [
        not measures.errors(_kinds_and_hazard(a), u) for a, u in understood() if u.confidence < 0.5
    ]

    assert sum(sure) / len(sure) >= 0.88
    assert sum(unsure) / max(len(unsure), 1) <= 0.6


def _kinds_and_hazard(label: measures.Label) -> measures.Label:
    return {"kinds": label["kinds"], "hazards": label["hazards"]}


@pytest.mark.parametrize(
    ("key", "floor"),
    [
        ("merchant", 0.84),
        ("district", 0.94),
        ("people_ill", 0.8),
        ("amount", 0.87),
        ("when", 0.72),
        ("food", 0.68),
        ("place", 0.66),
        ("case_no", 0.8),
    ],
)
def test_a_field_that_is_there_is_found(key: str, floor: float) -> None:
    stated = [(a[key], getattr(u, key)) for a, u in understood() if a[key] is not None]

    assert sum(a == b for a, b in stated) / len(stated) >= floor
