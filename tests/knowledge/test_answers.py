import re
from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.answers.load import load_answers, load_asking
from knowledge.answers.schema import PLACEHOLDERS, Answer, Basis, Source
from knowledge.statutes.cite import cite
from knowledge.statutes.schema import Confidence

ANSWERS = load_answers()
_CITY = {"hotline": "0755-12345", "office_hours": "周一至周五 9:00–18:00"}
_UNCERTAIN = re.compile("据公开资料|一般|通常|不能确定|各地")


def _raw(**changes: object) -> dict[str, object]:
    lawful = next(answer for answer in ANSWERS if answer.basis is Basis.law)
    return lawful.model_dump() | changes


def test_at_least_eighty_questions_are_answered() -> None:
    assert len(ANSWERS) >= 80


def test_no_phrase_asks_for_two_answers() -> None:
    phrases = [p for answer in ANSWERS for p in (answer.question, *answer.variants)]

    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_an_answer_is_short_and_says_something(answer: Answer) -> None:
    assert 30 <= len(answer.text(_CITY)) <= 180


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_the_question_has_every_keyword_group(answer: Answer) -> None:
    asked = "".join((answer.question, *answer.variants)).lower()

    assert all(any(word.lower() in asked for word in group) for group in answer.keywords.must)


@pytest.mark.parametrize(
    ("answer", "source"),
    [(answer, source) for answer in ANSWERS for source in answer.sources],
    ids=lambda part: part.id if isinstance(part, Answer) else f"{part.instrument}-{part.article}",
)
def test_every_cited_article_is_recorded_under_its_name(answer: Answer, source: Source) -> None:
    citation = cite(source.instrument, source.article)
    order = list(Confidence)

    assert source.title == citation.instrument.short
    assert answer.confidence is not None
    assert order.index(answer.confidence) >= order.index(citation.confidence)


def test_only_history_cites_what_is_no_longer_in_force() -> None:
    ended = [
        answer.id
        for answer in ANSWERS
        for source in answer.sources
        if (last := cite(source.instrument, source.article).instrument.in_force_to)
        and last < answer.as_of
    ]

    assert ended == ["report_filing_notice"]


def test_what_is_not_verified_is_worded_as_uncertain() -> None:
    unsure = [a for a in ANSWERS if a.confidence in (Confidence.V2, Confidence.M)]

    assert unsure
    assert [a.id for a in unsure if not _UNCERTAIN.search(a.answer)] == []


def test_only_answers_of_law_name_an_amount_or_term_of_law() -> None:
    statutory = re.compile(r"个工作日|十倍|三倍|一千元|五百元")
    lawless = [a.id for a in ANSWERS if a.basis is not Basis.law and statutory.search(a.answer)]

    assert lawless == []


def test_the_recall_rules_are_given_with_their_first_day() -> None:
    recall = next(a for a in ANSWERS if a.id == "recall_check")

    assert "2026 年 12 月 1 日起施行" in recall.answer


def test_placeholders_are_filled_from_the_city() -> None:
    hours = next(a for a in ANSWERS if a.id == "office_hours")

    assert _CITY["office_hours"] in hours.text(_CITY)
    with pytest.raises(KeyError):
        hours.text({})


def test_both_placeholders_are_used() -> None:
    assert {n for a in ANSWERS for n in PLACEHOLDERS if f"{{{n}}}" in a.answer} == PLACEHOLDERS


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "请拨 {phone}"},
        {"sources": ()},
        {"confidence": None},
        {"basis": "general_practice"},
        {"variants": ("怎么投诉",)},
        {"hazard": "dirty"},
        {"surplus": 1},
        {"id": "Bad Id"},
    ],
    ids=str,
)
def test_a_faulty_answer_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(_raw(**changes))


def test_an_article_without_its_instrument_is_refused() -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(_raw(sources=({"title": "食品安全法", "article": "148"},)))


def test_every_answer_is_dated() -> None:
    assert {date(2026, 11, 21), date(2026, 11, 27)} == {answer.as_of for answer in ANSWERS}


def test_no_form_of_a_word_stands_for_two_words() -> None:
    forms = [form for all_ in load_asking().same.values() for form in all_]

    assert len(forms) == len(set(forms))


def test_the_grounds_are_said_in_words() -> None:
    grounds = {answer.id: answer.grounds for answer in ANSWERS}

    assert grounds["ten_times"] == "《食品安全法》第一百四十八条"
    assert grounds["report_days"] == "《市场监督管理行政处罚程序规定》第十八条"
    assert grounds["baby_honey"] == "一般食品安全常识"
    assert grounds["wages"] == "部门职责分工"
    assert grounds["withdraw"] == "本系统使用说明"
