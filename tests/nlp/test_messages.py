"""The fixed set of our own messages: a floor under each decision."""

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from knowledge.codes import Agency, Hazard, Kind, Setting
from nlp import pipeline
from nlp.understanding import Understanding


@cache
def messages() -> list[dict[str, Any]]:
    source = files("tests.nlp").joinpath("messages.yaml")
    read: list[dict[str, Any]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return read


@cache
def understood() -> list[tuple[dict[str, Any], Understanding]]:
    shared = pipeline.load("shenzhen")
    return [(message, shared.understand(message["text"])) for message in messages()]


def share(key: str, read: Any) -> float:
    """Of the messages that state `key`, how many are read so."""
    stated = [(message[key], read(found)) for message, found in understood() if key in message]
    return sum(expected == actual for expected, actual in stated) / len(stated)


def test_the_set_holds_at_least_150_messages() -> None:
    assert len(messages()) >= 150


@pytest.mark.parametrize(
    ("key", "codes"), [("hazard", Hazard), ("setting", set(Setting) - {Setting.unknown})]
)
def test_every_code_has_a_message(key: str, codes: Any) -> None:
    assert {str(code) for code in codes} <= {message.get(key) for message in messages()}


def test_every_kind_and_every_agency_has_a_message() -> None:
    kinds = {kind for message in messages() for kind in message.get("kinds", ())}
    agencies = {message.get("agency") for message in messages()}

    assert {str(kind) for kind in Kind} == kinds
    assert {str(agency) for agency in Agency} <= agencies


def test_kinds_reach_their_micro_f1() -> None:
    count: Counter[str] = Counter()
    for message, found in understood():
        if "kinds" in message:
            expected, actual = set(message["kinds"]), {str(kind) for kind in found.kinds}
            count["both"] += len(expected & actual)
            count["all"] += len(expected) + len(actual)

    assert 2 * count["both"] / count["all"] >= 0.9


@pytest.mark.parametrize(
    ("key", "floor", "read"),
    [
        ("hazard", 0.9, lambda u: str(u.hazards[0]) if u.hazards else None),
        ("setting", 0.9, lambda u: str(u.setting)),
        ("agency", 0.9, lambda u: str(u.agency)),
        ("merchant", 1.0, lambda u: u.merchant),
        ("district", 1.0, lambda u: u.district),
        ("case_no", 1.0, lambda u: u.case_no),
    ],
)
def test_each_field_reaches_its_share(key: str, floor: float, read: Any) -> None:
    assert share(key, read) >= floor


def test_emergencies_are_found_and_nothing_else_is_called_one() -> None:
    expected = {message["text"] for message, _ in understood() if message.get("emergency")}
    actual = {message["text"] for message, found in understood() if found.emergency}

    assert expected == actual


def test_a_suggestion_chat_or_foreign_matter_has_no_hazard() -> None:
    without = {Kind.suggestion, Kind.chat, Kind.out_of_scope}

    assert [u.text for _, u in understood() if u.kinds[0] in without and u.hazards] == []
