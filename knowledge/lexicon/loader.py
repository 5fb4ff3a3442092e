"""Reads the lexicon: every rule file, every name list, and the version of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable

from knowledge.codes import Agency, Demand, Hazard, Kind, Setting
from knowledge.lexicon.schema import ExampleFile, ExampleGroup, NameFile, Rule, RuleFile
from knowledge.lexicon.tagged_messages import tagged_files
from knowledge.reading import KnowledgeError, folder, read_yaml

_CODES: dict[str, frozenset[str]] = {
    "hazard": frozenset(Hazard),
    "kind": frozenset(Kind),
    "agency": frozenset(Agency),
    "setting": frozenset(Setting),
    "demand": frozenset(Demand),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule with the decision it speaks for."""

    topic: str
    code: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it, checked."""

    entries: tuple[Entry, ...]
    sets: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    version: str
    """Twelve hex digits of the SHA-256 of all its files: the same words, the same version."""

    def words(self) -> Iterator[str]:
        """Every word of every rule and set, parts separately written as in the file."""
        for entry in self.entries:
            yield from entry.rule.words
        for members in self.sets.values():
            yield from members


@cache
def load_lexicon() -> Lexicon:
    """Read and check the whole lexicon once.

    Raises:
        KnowledgeError: A file does not fit its schema, a code is unknown, an id is used twice
            or a rule names a set that does not exist.
    """
    rule_files = [*_yaml("hazards"), *_yaml("lexicon", "rules")]
    name_files = _yaml("lexicon", "names")
    entries: list[Entry] = []
    sets: dict[str, tuple[str, ...]] = {}
    for source in rule_files:
        read = read_yaml(source, RuleFile)
        sets |= read.sets
        for topic in read.codes:
            _check_code(source, read.topic, topic.code)
            entries.extend(Entry(read.topic, topic.code, rule) for rule in topic.rules)
    _check_entries(entries, sets)
    names = {
        key: words for one in name_files for key, words in read_yaml(one, NameFile).names.items()
    }
    return Lexicon(
        tuple(entries), sets, names, _version([*rule_files, *name_files, *tagged_files()])
    )


def load_examples() -> tuple[ExampleGroup, ...]:
    """The example sentences; only learning reads them.

    Raises:
        KnowledgeError: A file does not fit its schema.
    """
    return tuple(
        group
        for source in _yaml("lexicon", "examples")
        for group in read_yaml(source, ExampleFile).examples
    )


def examples_version() -> str:
    """As the lexicon's version, of the example sentences."""
    return _version(_yaml("lexicon", "examples"))


def _yaml(*parts: str) -> list[Traversable]:
    return sorted(
        (one for one in folder(*parts).iterdir() if one.name.endswith(".yaml")),
        key=lambda one: one.name,
    )


def _check_code(source: Traversable, topic: str, code: str) -> None:
    if topic in _CODES and code not in _CODES[topic]:
        raise KnowledgeError(f"{source}: {topic} has no code {code!r}")


def _check_entries(entries: list[Entry], sets: dict[str, tuple[str, ...]]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.rule.id in seen:
            raise KnowledgeError(f"rule id {entry.rule.id!r} is used twice")
        seen.add(entry.rule.id)
        for word in (*entry.rule.words, *entry.rule.unless):
            for name in _set_names(word):
                if name not in sets:
                    raise KnowledgeError(f"rule {entry.rule.id!r} names the unknown set <{name}>")


def _set_names(word: str) -> list[str]:
    return [piece.split(">")[0] for piece in word.split("<")[1:]]


def _version(sources: list[Traversable]) -> str:
    digest = sha256()
    for source in sources:
        digest.update(source.name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
