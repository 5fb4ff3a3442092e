"""Any text at all: no error, exact spans, the same answer twice, quickly."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import pipeline
from nlp.normalise.normalised import normalise
from nlp.report import as_json
from nlp.understanding import Understanding

WORDS = [
    "昨晚", "福田区", "景田北街12号", "「老陈记」", "吃完", "拉肚子",
    "没有", "过期", "三个人", "退款", "SZ-20261121-0007", "13800001111",
    "，", "。", "？", " ", "\n", "\u200b",
    "\u202e", "过過過期", "<script>", "😀", "Ｋ７", "十几个",
    "100元", "要是", "怕", "\ud800", "\x00", "㍿",
    "ﷺ", "İ",
]  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)
KEYS = (
    "id", "kinds", "hazards", "setting", "severity", "emergency", "agency", "merchant", "place",
    "district", "when", "food", "people_ill", "amount", "demand", "case_no", "confidence", "why",
)  # fmt: skip


def check(text: str, found: Understanding) -> None:
    assert found.text == text
    assert found.kinds
    assert 0 <= found.confidence <= 1
    for one in found.findings:
        assert text[one.start : one.end] == one.text
        assert one.text
    for reason in found.why:
        assert text[reason.start : reason.end] == reason.text
    for field in (found.merchant, found.place, found.when, found.food):
        assert field is None or field in text


@given(st.text(st.characters(codec=None), max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_spans_are_exact(text: str) -> None:
    check(text, pipeline.load("shenzhen").understand(text))


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_in_text_full_of_findings(text: str) -> None:
    check(text, pipeline.load("shenzhen").understand(text))


@given(st.text(max_size=80) | LINES)
@settings(max_examples=150, deadline=None)
def test_every_normal_character_maps_back_into_the_text(text: str) -> None:
    found = normalise(text)

    assert len(found.starts) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start < len(text) for start in found.starts)


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_words_cover_the_normal_text_without_gaps(text: str) -> None:
    reading = pipeline.load("shenzhen").read(text)
    ends = range(1, len(reading.text) + 1)
    words = dict.fromkeys(word for end in ends for word in reading.words.around(end))

    assert reading.text == "".join(word.text for word in words)
    assert all(reading.text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00\x01\u200b", "\ud83d", "😀", "<script>alert(1)</script>", "'; DROP TABLE x;--"],
)
def test_what_says_nothing_is_chat(text: str) -> None:
    found = pipeline.load("shenzhen").understand(text)

    assert ([str(kind) for kind in found.kinds], found.hazards) == (["chat"], ())


@pytest.mark.parametrize(
    "unit",
    [
        "过期",
        "没有营业执照，",
        "吃完拉肚子",
        "a",
        "福田区景田北街12号",
        "8",
        "退款退款",
        "路",
        "「老陈记」",
        "零",
    ],
)
def test_eight_times_the_text_takes_far_less_than_its_square(unit: str) -> None:
    shared = pipeline.load("shenzhen")

    def cost(length: int) -> float:
        """CPU seconds of this process, the best of three: other load must not matter."""
        text, runs = (unit * length)[:length], []
        for _ in range(3):
            start = time.process_time()
            shared.understand(text)
            runs.append(time.process_time() - start)
        return min(runs)

    assert cost(20_000) < 40 * max(cost(2_500), 0.004)


def test_threads_share_one_pipeline_and_get_one_answer() -> None:
    text = "昨晚在福田区「老陈记牛肉火锅」吃完拉肚子，要求退款"
    shared = pipeline.load("shenzhen")
    expected = shared.understand(text)

    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(shared.understand, [text] * 40))


def test_the_line_of_the_command_has_exactly_its_keys_and_is_json() -> None:
    found = pipeline.load("shenzhen").understand("昨晚在「老陈记」吃完拉肚子，花了58元，要求退款")
    line = as_json(found, "m1")

    assert tuple(line) == KEYS
    assert json.loads(json.dumps(line)) == line
    assert all(
        set(reason) == {"rule", "decides", "span", "text", "weight"} for reason in line["why"]
    )


def test_every_decision_has_a_reason() -> None:
    found = pipeline.load("shenzhen").understand("超市卖过期面包，请查处")
    decided = {reason.decides for reason in found.why}

    assert {"kind:report", "hazard:expired", "setting:supermarket"} <= decided
    assert found.lexicon_version
