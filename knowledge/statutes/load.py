"""Reads the statute files."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from knowledge.reading import KnowledgeError, folder, read_yaml
from knowledge.statutes.schema import Instrument, Source


@cache
def load_statutes() -> Mapping[str, Instrument]:
    """Every instrument by its id; two calls give the same object.

    Raises:
        KnowledgeError: A file is wrong or names an unknown source; the message names it.
    """
    sources = load_sources()
    found: dict[str, Instrument] = {}
    for file in folder("statutes", "instruments").iterdir():
        if not file.name.endswith(".yaml"):
            continue
        instrument = read_yaml(file, Instrument)
        if file.name != f"{instrument.id}.yaml":
            raise KnowledgeError(f"{file}: the id {instrument.id} is not the file's name")
        used = {instrument.source, *(a.source for a in instrument.articles if a.source)}
        if unknown := used - set(sources):
            raise KnowledgeError(f"{file}: unknown source {min(unknown)}")
        found[instrument.id] = instrument
    return MappingProxyType(found)


@cache
def load_sources() -> Mapping[str, Source]:
    """Where the texts were read, by key (S1 …)."""
    return MappingProxyType(read_yaml(folder("statutes", "sources.yaml"), dict[str, Source]))
