"""Learns the tagger's model from the marked messages: `python -m nlp.tagging.train`."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pycrfsuite

from knowledge.cities.load import load_city
from knowledge.lexicon.loader import Lexicon, load_lexicon
from knowledge.lexicon.tagged_messages import ILL, Tagged, digest, load_tagged
from nlp import pipeline
from nlp.gathering import Gatherer
from nlp.normalise.normalised import Normalised
from nlp.segment.words import Segmenter
from nlp.tagging import judge, tagger
from nlp.tagging.carried import Carrier
from nlp.tagging.invent import Inventor
from nlp.tagging.tagger import OUTSIDE
from nlp.tagging.varied import Varier

STEP = "step.json"
"""Beside the models: which messages they were made from."""
_SEED = 20_261
_VARIATIONS = 3
_CARRIED = 5_000
_CITY = "shenzhen"
"""Some short messages are said in a city whose streets are known, some anywhere."""
_OF_A_NAME = (2, 3)
"""So many characters has a common word that is tried as a name."""
_SETTINGS = {"c1": 0.3, "c2": 0.1, "max_iterations": 100}
_JUDGING = {"c1": 0.2, "c2": 0.1, "max_iterations": 120}
_YES, _NO = "y", "n"
_ROUND_DISTRICT = "d"


def lessons(lexicon: Lexicon, variations: int = _VARIATIONS) -> Iterator[Tagged]:
    """The marked messages, each followed by its variations; always the same."""
    random = Random(_SEED)  # noqa: S311 - chance for variety, not for secrets
    varier = Varier(inventor_of(lexicon, random), lexicon.names, random)
    for message in load_tagged():
        yield message
        if message.points is None and not any(mark.what == "m" for mark in message.marks):
            continue  # an answer in a conversation, where no trader is told
        for _ in range(variations):
            yield varier.vary(message)


def carried(lexicon: Lexicon, city: str | None) -> Iterator[Tagged]:
    """Short messages, said in a city or anywhere; always the same."""
    random = Random(_SEED)  # noqa: S311 - as above
    inventor = inventor_of(lexicon, random)
    carrier = Carrier(inventor, lexicon.names, random, load_city(city) if city else None)
    for _ in range(_CARRIED):
        yield carrier.write()


def inventor_of(lexicon: Lexicon, random: Random) -> Inventor:
    """Puts names together from the lexicon and the marked messages."""
    foods = [
        word for entry in lexicon.entries if entry.topic == "food" for word in entry.rule.words
    ]
    words = [word for word in Segmenter(()).common() if len(word) in _OF_A_NAME]
    return Inventor(lexicon.names, load_tagged(), foods, words, random)


def labels(source: Normalised, message: Tagged) -> list[str]:
    """A label for each character of the normal text; districts have none."""
    found = [OUTSIDE] * len(source.text)
    for mark in message.marks:
        inside = [at for at, start in enumerate(source.starts) if mark.start <= start < mark.end]
        if mark.what == _ROUND_DISTRICT or not inside:
            continue
        for at in inside:
            found[at] = f"I{mark.what}"
        found[inside[0]] = f"B{mark.what}"
    return found


def train_tagger(shared: Gatherer, lexicon: Lexicon, model: Path) -> None:
    """Learn where names begin and end, from the messages and their variations."""
    trainer = pycrfsuite.Trainer(verbose=False)
    _append(trainer, shared, [*lessons(lexicon), *carried(lexicon, None)])
    _append(trainer, pipeline.gatherer(_CITY), carried(lexicon, _CITY))
    _finish(trainer, _SETTINGS, model)


def _append(trainer: pycrfsuite.Trainer, shared: Gatherer, messages: Iterable[Tagged]) -> None:
    for message in messages:
        reading = shared.read(message.text)
        if reading.text:
            items = [sorted(item) for item in shared.seen(reading)]
            trainer.append(items, labels(reading.source, message))


def train_judge(shared: Gatherer, model: Path) -> None:
    """Learn who speaks of somebody ill, from the messages as they are: a weight of each feature.

    Logistic regression, as a chain of one link.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    for message in load_tagged():
        if message.points is not None:
            reading = shared.read(message.text)
            found = sorted(judge.features(reading.text, reading.hits))
            trainer.append([[*found, judge.ALWAYS]], [_YES if ILL in message.points else _NO])
    with TemporaryDirectory() as folder:
        _finish(trainer, _JUDGING, Path(folder) / ILL)
        learned = pycrfsuite.Tagger()
        learned.open(str(Path(folder) / ILL))
        total: defaultdict[str, float] = defaultdict(float)
        for (feature, label), weight in learned.info().state_features.items():
            total[feature] += weight if label == _YES else -weight
        learned.close()
    weights = {one: round(total[one], 3) for one in sorted(total)}
    lines = (f"{json.dumps(one, ensure_ascii=False)}: {weights[one]}" for one in weights)
    model.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _finish(trainer: pycrfsuite.Trainer, settings: dict[str, float], model: Path) -> None:
    trainer.select("lbfgs")
    trainer.set_params(settings)
    trainer.train(str(model))


def main(folder: Path) -> None:
    """Write both models, and beside them what they were made from."""
    lexicon, shared = load_lexicon(), pipeline.gatherer("china")
    train_judge(shared, folder / judge.MODEL)
    train_tagger(shared, lexicon, folder / tagger.MODEL)
    step = {"messages": digest(), "variations": _VARIATIONS, "carried": _CARRIED, "seed": _SEED}
    (folder / STEP).write_text(json.dumps(step) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(str(files("nlp.tagging"))))
