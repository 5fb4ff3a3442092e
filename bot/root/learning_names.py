"""Learns how likely words are to be a trader's name: `python -m bot.root.learning_names`.

From names that were marked in our own messages, invented or put together by the lexicon's shapes;
against kinds of shops, put together from food and 店, 馆, 档; and against everything that is said
beside names: places, food, times, clauses, and what a pattern once took for a name. Needs
scikit-learn, which serving does not.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.dialogue.likely_name import JUDGED, KIND, MODEL, NAME, OTHER, features
from knowledge.lexicon.loader import Lexicon, load_lexicon
from knowledge.lexicon.tagged_messages import Tagged, digest, load_tagged
from nlp.tagging.train import inventor_of

_INVENTED, _KINDS = 1_500, 4_000
_SEED = 20_261
_LEAST_SEEN = 3
_FIT, _ROUNDS = 3.0, 400
_STEPS = 500
_LEAST_STEPS = 2
"""A weight of fewer steps tells nothing."""
_CLAUSE_END = re.compile(r"[，,。！!？?；;\s]+")
_GAP = "\ufffc"
"""Stands where a name was."""
_SHORTEST, _LONGEST = 2, 16


def lessons() -> dict[str, list[str]]:
    """Words by what they are: a name, a kind of shop, or neither; always the same."""
    lexicon, messages = load_lexicon(), load_tagged()
    own = {_bare(text) for message in messages for text in _marked(message, "m")}
    names = own | {_bare(one) for one in _invented(lexicon)}
    beside = {_bare(text) for message in messages for text in _beside(message)}
    others = {one for one in beside if _SHORTEST <= len(one) <= _LONGEST}
    others |= {*lexicon.names["unnamed"], *lexicon.names["person_invented"]}
    kinds = set(_kinds(lexicon)) - own
    names -= kinds
    return {
        NAME: sorted(names),
        KIND: sorted(kinds),
        OTHER: sorted(others - names - kinds),
    }


def _invented(lexicon: Lexicon) -> Iterator[str]:
    yield from lexicon.names["invented_eatery"]
    yield from lexicon.names["invented_shop"]
    invent = inventor_of(lexicon, Random(_SEED))  # noqa: S311 - chance for variety
    for _ in range(_INVENTED):
        yield invent.trader()


def _kinds(lexicon: Lexicon) -> Iterator[str]:
    """一家猪肉档, 江湖菜馆子: which of many such shops, nobody can tell."""
    random = Random(_SEED)  # noqa: S311 - as above
    foods = [
        word for entry in lexicon.entries if entry.topic == "food" for word in entry.rule.words
    ]
    before = lexicon.names["kind_before"]
    lists = (
        [*before, *[""] * len(before)],
        [*lexicon.names["kind_of_food"] * 8, *foods],
        lexicon.names["kind_ending"],
    )
    yield from lexicon.names["kind_ending"]
    for _ in range(_KINDS):
        yield "".join(random.choice(one) for one in lists)


def _marked(message: Tagged, letters: str) -> Iterator[str]:
    for mark in message.marks:
        if mark.what in letters:
            yield message.text[mark.start : mark.end]


def _beside(message: Tagged) -> Iterator[str]:
    """Places, food and times, and each clause that holds no name."""
    yield from _marked(message, "pwfd")
    text = message.text
    for mark in reversed(message.marks):
        if mark.what == "m":
            text = f"{text[: mark.start]}{_GAP}{text[mark.end :]}"
    for clause in _CLAUSE_END.split(text):
        if _GAP not in clause:
            yield clause


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def learn(taught: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[int]], float]:
    """What each feature says for a name and for a kind of shop, in steps, and the step's size."""
    seen = CountVectorizer(analyzer=features, binary=True, min_df=_LEAST_SEEN)
    rows = seen.fit_transform([words for code in JUDGED for words in taught[code]])
    told = np.repeat(JUDGED, [len(taught[code]) for code in JUDGED])
    fitted = LogisticRegression(
        C=_FIT, max_iter=_ROUNDS, class_weight="balanced", fit_intercept=False
    ).fit(rows, told)
    weights = dict(zip(fitted.classes_, fitted.coef_, strict=True))
    against = np.array([weights[code] - weights[OTHER] for code in (NAME, KIND)]).T
    step = float(np.abs(against).max()) / _STEPS
    rounded = {
        one: [round(each / step) for each in against[at]] for one, at in seen.vocabulary_.items()
    }
    return {
        one: rounded[one] for one in sorted(rounded) if max(map(abs, rounded[one])) >= _LEAST_STEPS
    }, step


def main() -> None:
    """Replace the shipped weights."""
    taught = lessons()
    weights, step = learn(taught)
    lines = ",\n".join(f"{json.dumps(one, ensure_ascii=False)}: {weights[one]}" for one in weights)
    told = f'{{"messages": "{digest()}", "step": {step:.6f}, "weights": {{\n{lines}\n}}}}\n'
    Path(str(files("bot.dialogue").joinpath(MODEL))).write_text(told, encoding="utf-8")
    counts = ", ".join(f"{len(words)} {code}" for code, words in taught.items())
    sys.stdout.write(f"{counts}; {len(weights)} features\n")


if __name__ == "__main__":
    main()
