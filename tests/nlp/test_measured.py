"""Measures on other people's text, which stays outside the repository.

Set JIESU_MEASURE_DATA to a folder that holds `reviews.csv` (id, food_safety 0/1, text) and
`citizen_messages_food.csv` (id, label, title, text) to run them.
"""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.codes import Hazard
from nlp import pipeline
from nlp.intent.facts import PRIVATE
from nlp.understanding import Understanding

FOLDER = os.environ.get("JIESU_MEASURE_DATA")
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="JIESU_MEASURE_DATA names no folder of labelled texts"
)
NOT_SAFETY = PRIVATE | {Hazard.food_waste, Hazard.false_claim}


def rows(name: str) -> list[dict[str, str]]:
    source = Path(FOLDER or "") / name
    with source.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def speaks_of_food_safety(found: Understanding) -> bool:
    return any(hazard not in NOT_SAFETY for hazard in found.hazards)


def precision_and_recall(
    texts: list[tuple[str, bool]], says: Callable[[Understanding], bool]
) -> tuple[float, float]:
    shared = pipeline.load("china")
    pairs = [(says(shared.understand(text)), gold) for text, gold in texts]
    both = sum(said and gold for said, gold in pairs)
    said = sum(said for said, _ in pairs)
    gold = sum(gold for _, gold in pairs)
    return both / max(said, 1), both / max(gold, 1)


def test_reviews_reach_their_f1() -> None:
    texts = [(row["text"], row["food_safety"] == "1") for row in rows("reviews.csv")]
    precision, recall = precision_and_recall(texts, speaks_of_food_safety)

    assert 2 * precision * recall / (precision + recall) >= 0.87


def test_letters_of_citizens_reach_their_recall_and_precision() -> None:
    texts = [
        (f"{row['title']}\n{row['text']}", row["label"] == "food_safety")
        for row in rows("citizen_messages_food.csv")
    ]
    precision, recall = precision_and_recall(texts, speaks_of_food_safety)

    assert recall >= 0.85
    assert precision >= 0.6
