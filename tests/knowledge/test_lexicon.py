"""The lexicon: its form, its cover of every code, and the table beside each rule."""

import pytest

from knowledge.codes import Demand, Hazard, Kind, Setting
from knowledge.lexicon.loader import Entry, load_lexicon
from knowledge.lexicon.schema import Rule, RuleFile
from knowledge.reading import KnowledgeError, read_yaml
from nlp import pipeline

ENTRIES = load_lexicon().entries
FIRES = [(entry.rule.id, text) for entry in ENTRIES for text in entry.rule.fires]
SILENT = [(entry.rule.id, text) for entry in ENTRIES for text in entry.rule.silent]


def codes(topic: str) -> set[str]:
    return {entry.code for entry in ENTRIES if entry.topic == topic}


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("hazard", set(Hazard)),
        ("kind", set(Kind) - {Kind.out_of_scope}),
        ("setting", set(Setting) - {Setting.unknown}),
        ("demand", set(Demand)),
    ],
)
def test_every_code_has_words(topic: str, wanted: set[str]) -> None:
    assert {str(code) for code in wanted} == codes(topic)


def test_the_lexicon_is_large_and_its_version_is_stable() -> None:
    assert len(set(load_lexicon().words())) > 5_000
    assert len(load_lexicon().version) == 12


@pytest.mark.parametrize(("rule", "text"), FIRES)
def test_a_rule_fires_in_its_example(rule: str, text: str) -> None:
    assert rule in {hit.rule for hit in pipeline.load("shenzhen").read(text).hits}


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_a_rule_is_silent_where_it_must_be(rule: str, text: str) -> None:
    assert rule not in {hit.rule for hit in pipeline.load("shenzhen").read(text).hits}


def test_every_rule_has_a_sentence_in_which_it_fires() -> None:
    assert [entry.rule.id for entry in ENTRIES if not entry.rule.fires] == []


def test_what_silences_a_rule_is_shown_where_words_allow_it() -> None:
    literal = [
        entry.rule
        for entry in ENTRIES
        if any("<" not in word and ".." not in word for word in entry.rule.unless)
    ]

    assert [rule.id for rule in literal if not rule.silent] == []


def test_an_unknown_key_is_refused_with_the_files_name(tmp_path: object) -> None:
    from pathlib import Path

    source = Path(str(tmp_path)) / "slip.yaml"
    source.write_text("topic: hazard\ncodes: []\nword: [a]\n", encoding="utf-8")

    with pytest.raises(KnowledgeError, match=r"slip\.yaml"):
        read_yaml(source, RuleFile)


def test_an_entry_holds_its_rule() -> None:
    rule = Rule(id="hazard.expired.example", words=("过期",))

    assert Entry("hazard", "expired", rule).rule.level == "strong"
