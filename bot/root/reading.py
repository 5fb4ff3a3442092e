"""Wires the understanding of messages for a city."""

import gc
from functools import cache
from pathlib import Path

from api.assignment.area import NATIONAL
from api.intake.understanding import Reader
from bot.root.failing import CommandError
from bot.root.importing import shelf_in
from knowledge.cities.city import City
from knowledge.cities.load import load_city
from nlp import pipeline
from nlp.link.registry import Registry, RegistryError, open_registry
from nlp.match.fuzzy import prepare


@cache
def read_messages(city: City, data: Path | None = None) -> Reader:
    """A reader over the shipped lexicon and answers, built once a process.

    Args:
        city: The city pack served.
        data: The data folder, whose imported registry of merchants is asked for traders.

    Raises:
        CommandError: The registry that is in use can't be opened.
    """
    prepare()
    load_city(NATIONAL)  # asked for what lies outside the city; better now than in a message
    return Reader(city, pipeline.load(city.name), _registry(data) if data else None)


def calm_collector() -> None:
    """Keep the garbage collector from walking the lexicon again and again.

    What was loaded at the start lives as long as the process. Without this, collections were
    the larger part of the slowest answers (measured: p99 halves at 50 messages a second).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _registry(data: Path) -> Registry | None:
    place = shelf_in(data).in_use()
    if place is None:
        return None
    try:
        return open_registry(place)
    except RegistryError as fault:
        raise CommandError(f"{fault}; import it again") from fault
