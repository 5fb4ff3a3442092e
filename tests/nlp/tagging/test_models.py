"""The learned models are in step with the messages, and what they are made from is sound."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import islice

import pytest

from knowledge.lexicon.loader import load_lexicon
from knowledge.lexicon.tagged_messages import digest, load_tagged
from nlp import pipeline
from nlp.normalise.normalised import normalise
from nlp.tagging import judge, tagger
from nlp.tagging.train import STEP, carried, labels, lessons


def test_the_models_were_made_from_the_messages_of_today() -> None:
    step = json.loads(files("nlp.tagging").joinpath(STEP).read_text(encoding="utf-8"))

    assert digest() == step["messages"], "run `make learn` after a change to the marked messages"


def test_marks_lie_in_their_message_and_do_not_overlap() -> None:
    for message in load_tagged():
        ends = [0]
        for mark in message.marks:
            assert ends[-1] <= mark.start < mark.end <= len(message.text)
            ends.append(mark.end)
        assert "⟦" not in message.text


def test_lessons_are_always_the_same_and_keep_their_marks() -> None:
    first, second = (list(islice(lessons(load_lexicon()), 300)) for _ in range(2))

    assert first == second
    assert all(
        0 <= mark.start < mark.end <= len(message.text)
        for message in first
        for mark in message.marks
    )


@pytest.mark.parametrize("city", [None, "shenzhen"])
def test_short_messages_are_always_the_same_and_say_what_they_mark(city: str | None) -> None:
    first, second = (list(islice(carried(load_lexicon(), city), 300)) for _ in range(2))

    assert first == second
    assert all(0 <= m.start < m.end <= len(one.text) for one in first for m in one.marks)
    assert not any("{" in one.text for one in first)
    assert {m.what for one in first for m in one.marks} == {"m", "p", "d", "w", "f"}


def test_every_marked_name_gets_its_labels() -> None:
    message = next(one for one in load_tagged() if any(m.what == "m" for m in one.marks))
    source = normalise(message.text)
    found = labels(source, message)

    assert len(found) == len(source.text)
    assert "Bm" in found


def test_what_is_learned_from_does_not_hang_on_the_order_of_sets() -> None:
    code = (
        "from nlp import pipeline; shared = pipeline.gatherer('china'); "
        "print([sorted(one) for one in shared.seen(shared.read('要是奶茶里喝出虫子,退我十八块'))])"
    )
    seen = {
        subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(seen) == 1


def test_every_feature_has_a_weight() -> None:
    weights = json.loads(files("nlp.tagging").joinpath(judge.MODEL).read_text(encoding="utf-8"))

    assert judge.ALWAYS in weights
    assert all(isinstance(one, float) for one in weights.values())


def test_threads_tag_one_text_alike() -> None:
    shared = pipeline.load("china")
    texts = [message.text for message in islice(load_tagged(), 60)]
    expected = [shared.understand(text) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        assert expected == list(pool.map(shared.understand, texts))


@pytest.mark.parametrize("length", [0, 1, 399, 400, 401, 3_000])
def test_a_text_of_any_length_is_tagged(length: int) -> None:
    text = ("昨晚在「老陈记」吃的牛肉火锅有虫，要退钱。" * 200)[:length]
    found = pipeline.load("china").understand(text)

    assert tagger.MODEL.endswith(".crfsuite")
    assert found.text == text
