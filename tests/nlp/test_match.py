"""Lexicon words laid over a text: gaps, sets, blockers, overlaps, near words, segmentation."""

import tempfile
from pathlib import Path

import pytest

from knowledge.lexicon.loader import Entry, Lexicon
from knowledge.lexicon.schema import Rule
from nlp.match.exact import ExactMatcher
from nlp.match.fuzzy import FuzzyMatcher
from nlp.match.overlaps import settle
from nlp.match.patterns import parse
from nlp.reading import Cuts
from nlp.segment.words import Segmenter


def lexicon(*words: str, unless: tuple[str, ...] = (), code: str = "hygiene") -> Lexicon:
    rule = Rule(id=f"hazard.{code}.example", words=words, unless=unless)
    sets = {"pest": ("老鼠", "蟑螂")}
    return Lexicon((Entry("hazard", code, rule),), sets, {}, "v")


def fired(own: Lexicon, text: str) -> list[str]:
    hits = ExactMatcher(own).find(text, Cuts.of(text))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("后厨..老鼠", "后厨有老鼠", ["后厨有老鼠"]),
        ("后厨..老鼠", "后厨干净，老鼠没见", []),
        ("后厨...老鼠", "后厨很脏，有老鼠", ["后厨很脏，有老鼠"]),
        ("后厨...老鼠", "后厨很脏。老鼠也有", []),
        ("有<pest>", "店里有蟑螂", ["有蟑螂"]),
        ("有<pest>", "店里有大蟑螂", []),
        ("老鼠", "大老鼠", ["老鼠"]),
    ],
)
def test_parts_keep_their_gaps(word: str, text: str, found: list[str]) -> None:
    assert fired(lexicon(word), text) == found


def test_a_blocker_silences_the_hit_inside_it() -> None:
    own = lexicon("酸", unless=("酸奶",))

    assert fired(own, "酸奶好喝") == []
    assert fired(own, "饭是酸的") == ["酸"]


def test_a_latin_word_does_not_fire_inside_another() -> None:
    assert fired(lexicon("test"), "contest") == []
    assert fired(lexicon("test"), "a test 好") == ["test"]


@pytest.mark.parametrize("word", ["..老鼠", "老鼠..", "...", "<>"])
def test_a_word_without_a_part_at_each_end_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"gap|part"):
        parse(word)


def test_the_longer_word_of_a_topic_wins() -> None:
    short = Entry("hazard", "hygiene", Rule(id="hazard.hygiene.example", words=("老鼠",)))
    long = Entry("hazard", "foreign_object", Rule(id="hazard.foreign_object.x", words=("老鼠屎",)))
    text = "饭里有老鼠屎"
    hits = ExactMatcher(Lexicon((short, long), {}, {}, "v")).find(text, Cuts.of(text))

    assert [hit.code for hit in settle(hits)] == ["foreign_object"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这里无证经莹啊", ["无证经莹"]),
        ("无证经营", ["无证经营"]),
        ("有证在经营", []),
        ("你好", []),
    ],
)
def test_one_wrong_character_of_four_is_forgiven_and_no_more(text: str, found: list[str]) -> None:
    hits = FuzzyMatcher(lexicon("无证经营", code="unlicensed")).find(text)

    assert [text[hit.start : hit.end] for hit in hits] == found


def test_segmentation_knows_our_words_and_leaves_no_cache_behind() -> None:
    cache = Path(tempfile.gettempdir()) / "jieba.cache"
    before = cache.stat().st_mtime if cache.exists() else None
    words = [token.text for token in Segmenter(["偷油婆"]).cut("厨房有偷油婆")]

    assert words == ["厨房", "有", "偷油婆"]
    assert before == (cache.stat().st_mtime if cache.exists() else None)
