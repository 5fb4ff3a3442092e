"""What was learnt: the weights are of the messages beside them, and explain themselves."""

import json

import pytest
from pydantic import ValidationError

from knowledge.codes import Agency, Hazard, Kind, Setting, Severity
from knowledge.lexicon.messages import LabelledMessage, load_messages
from nlp import pipeline
from nlp.learnt.grams import grams
from nlp.learnt.lessons import Lesson, codes_of, digest
from nlp.learnt.model import Verdict, load_model, taught_by
from nlp.learnt.train import learn, pack


def test_the_weights_are_of_the_lexicon_and_messages_that_are_here() -> None:
    assert taught_by() == digest(), "run: make learn"


def test_every_code_of_every_dimension_can_be_told() -> None:
    said = load_model().judge(load_model().row("昨天买的牛奶酸了", ()))

    assert set(said["which"].likely) == set(Hazard)
    assert set(said["hazard"].likely) == {*Hazard, "none"}
    assert set(said["setting"].likely) == set(Setting)
    assert set(said["severity"].likely) == set(Severity)
    assert set(said["agency"].likely) == set(Agency)
    assert set(said["kind"].likely) == {*Kind, "complaint+report"}


def test_likelihoods_of_a_dimension_make_one() -> None:
    for verdict in load_model().judge(load_model().row("", ())).values():
        assert sum(verdict.likely.values()) == pytest.approx(1)
        assert list(verdict.likely.values()) == sorted(verdict.likely.values(), reverse=True)


def test_the_same_text_is_always_understood_the_same() -> None:
    text = "老板说那是香菜根，香菜根有六条腿？"
    shared = pipeline.load("china")

    assert shared.understand(text) == shared.understand(text)


def test_the_words_that_spoke_for_a_hazard_are_quoted_exactly() -> None:
    text = "菜葉子拿回家雞都不吃，一股敵敵畏味"
    found = pipeline.load("china").understand(text)
    quoted = [one for one in found.why if one.rule == "learnt.which.words"]

    assert quoted
    assert all(text[one.start : one.end] == one.text for one in quoted)
    assert found.runner_up


def test_grams_do_not_reach_over_the_ends_of_clauses() -> None:
    assert "菜虫" not in grams("白菜，虫子")
    assert grams("3个") == {"0": 0, "个": 1, "0个": 0}


def test_learning_twice_gives_the_same_file() -> None:
    taught = [
        Lesson(text, (f"c:hazard:{hazard}",), {"kind": kind, "hazard": hazard, "which": hazard})
        for text, kind, hazard in (
            ("饭里有虫子", "complaint", "foreign_object"),
            ("汤里有虫", "complaint", "foreign_object"),
            ("牛奶酸臭了", "report", "spoilage"),
            ("豆腐酸臭", "report", "spoilage"),
        )
    ]
    for one in taught:
        one.codes.update(
            emergency=str(one.text.startswith("饭")), agency="police", severity="daily"
        )
        one.codes["letter"] = one.codes["emergency"]
        one.codes["setting"] = "market" if "酸" in one.text else "unknown"
    taught[0].codes.update(agency="labour", severity="major")

    assert pack(learn(taught), "x") == pack(learn(taught), "x")
    said = learn(taught).model().judge(learn(taught).model().row("面里有虫子", ()))
    assert said["which"].best == "foreign_object"


def test_a_message_of_both_kinds_is_one_code() -> None:
    both = LabelledMessage(
        text="退钱，也请查他", kinds=(Kind.complaint, Kind.report), hazards=(Hazard.hygiene,)
    )

    assert codes_of(both)["kind"] == "complaint+report"
    assert "agency" not in codes_of(both)


def test_a_label_that_does_not_stand_in_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="merchant"):
        LabelledMessage(text="面馆有虫", kinds=(Kind.report,), merchant="饭馆")


def test_no_message_is_learnt_twice() -> None:
    texts = [message.text for message in load_messages()]

    assert len(texts) == len(set(texts)), json.dumps(
        sorted({text for text in texts if texts.count(text) > 1})[:5], ensure_ascii=False
    )


_BODY = (
    "尊敬的领导，我是本地居民，住在中心小学旁边。多次反映没有结果，"
    "恳请有关部门派人来看一看，给群众一个答复。"
)


def test_the_title_of_a_letter_is_read_by_itself() -> None:
    facts = pipeline.gatherer("china").facts(f"学校食堂的肉是臭的\n{_BODY}")

    assert facts.heading is not None
    assert facts.heading.reading.text == "学校食堂的肉是臭的"
    assert facts.heading.heading is None


@pytest.mark.parametrize(
    "text",
    ["学校食堂的肉是臭的", f"领导\n{_BODY}", "学校食堂的肉是臭的\n快来查", _BODY],
    ids=["one line", "too short a title", "too short a body", "no title"],
)
def test_what_is_no_letter_with_a_title_has_no_heading(text: str) -> None:
    assert pipeline.gatherer("china").facts(text).heading is None


def test_a_title_can_tell_what_a_letter_is_about() -> None:
    understand = pipeline.load("china").understand
    food = understand(f"学校食堂给孩子吃发臭的肉，食品安全谁来管\n{_BODY}")
    road = understand(f"学校门前的路坑坑洼洼，何时能够修好\n{_BODY}")

    assert Hazard.spoilage in food.hazards
    assert road.kinds == (Kind.out_of_scope,)
    assert road.hazards == ()


def test_two_witnesses_together_are_a_likelihood() -> None:
    one, other = Verdict({"a": 0.6, "b": 0.4}), Verdict({"b": 0.9, "a": 0.1})

    assert one.together(other, 0.0).likely == pytest.approx(one.likely)
    assert one.together(other, 1.0).best == "b"
    assert sum(one.together(other, 0.5).likely.values()) == pytest.approx(1)
