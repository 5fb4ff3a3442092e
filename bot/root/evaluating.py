"""Measures understanding on a file of labelled messages, and the lexicon on any texts."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.root.failing import CommandError
from nlp import pipeline
from nlp.evaluate import measures
from nlp.evaluate.coverage import fired
from nlp.evaluate.measures import Pair
from nlp.report import as_json

_WORDS_SHOWN = 8
_BAR = 40


def evaluate(city: str, source: Path, worst: Path) -> None:
    """Print scores of a labelled file (YAML list or JSON lines) and write the errors to `worst`.

    Raises:
        CommandError: The file cannot be read or a row has no text.
    """
    understand = pipeline.load(city).understand
    pairs: list[Pair] = [(row, understand(str(row["text"]))) for row in _rows(source)]
    for line in _lines(pairs):
        sys.stdout.write(line + "\n")
    wrong = [
        (label, found, faults)
        for label, found in pairs
        if (faults := measures.errors(label, found))
    ]
    wrong.sort(key=lambda item: (-len(item[2]), -item[1].confidence))
    with worst.open("w", encoding="utf-8") as out:
        for label, found, faults in wrong:
            row = {
                "wrong": faults,
                "expected": dict(label),
                "found": as_json(found, label.get("id", "-")),
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.write(f"\n{len(wrong)} of {len(pairs)} with an error, the worst first: {worst}\n")


def show_fired(city: str, source: Path) -> None:
    """Print which rules fired on the file's texts with their commonest words, then the silent."""
    counts = fired(pipeline.load(city), (str(row["text"]) for row in _rows(source)))
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    for rule, words in ordered:
        if words:
            common = " ".join(f"{word}×{n}" for word, n in words.most_common(_WORDS_SHOWN))
            sys.stdout.write(f"{words.total():6} {rule}: {common}\n")
    silent = [rule for rule, words in ordered if not words]
    sys.stdout.write(
        f"\n{len(silent)} rules never fired:\n" + "".join(f"  {one}\n" for one in silent)
    )


def _rows(source: Path) -> list[dict[str, Any]]:
    try:
        text = source.read_text(encoding="utf-8")
        if source.suffix in {".yaml", ".yml"}:
            rows = yaml.safe_load(text)
        else:
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, json.JSONDecodeError) as fault:
        raise CommandError(f"{source}: {fault}") from fault
    if not isinstance(rows, list) or not all(isinstance(r, dict) and "text" in r for r in rows):
        raise CommandError(f"{source}: every row needs a text")
    return rows


def _lines(pairs: list[Pair]) -> Iterator[str]:
    yield f"{'kind':<16}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}"
    for one in [*measures.kinds(pairs), measures.emergency(pairs)]:
        yield f"{one.name:<16}{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}{one.expected:6}"
    for key in measures.ONE_OF:
        yield from _confused(pairs, key)
    yield "\nfield           right     of"
    for key, (right, of) in measures.fields(pairs).items():
        yield f"{key:<16}{right:5}{of:7}"
    yield "\nconfidence      count  right"
    for at, (count, right) in enumerate(measures.histogram(pairs)):
        bar = "█" * round(_BAR * count / max(len(pairs), 1))
        yield f"{at / 10:.1f}–{(at + 1) / 10:.1f}{count:13}{right:7} {bar}"


def _confused(pairs: list[Pair], key: str) -> Iterator[str]:
    table = measures.confusion(pairs, key)
    if not table:
        return
    right = sum(n for (expected, actual), n in table.items() if expected == actual)
    yield f"\n{key}: {right} of {table.total()} right; expected → found where they differ"
    for (expected, actual), n in table.most_common():
        if expected != actual:
            yield f"{n:5}  {expected} → {actual}"
