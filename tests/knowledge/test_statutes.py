from datetime import date

import pytest
from pydantic import ValidationError

from knowledge.statutes import (
    Article,
    Confidence,
    Instrument,
    UnknownArticleError,
    cite,
    load_sources,
    load_statutes,
)
from knowledge.statutes.numerals import article_words, chinese_number

STATUTES = load_statutes()


def test_a_citation_reads_as_officers_write_it() -> None:
    assert cite("order121", "15(1)").text == (
        "《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十五条第一款"
    )
    assert cite("order121", "23(1)(五)").text.endswith("第二十三条第一款第五项")
    assert cite("fsl", "115(1)").short == "《食品安全法》第一百一十五条第一款"


def test_an_article_can_be_cited_as_a_whole_when_its_paragraphs_are_recorded() -> None:
    whole = cite("order121", "15")
    assert whole.text.endswith("第十五条")
    assert "七个工作日" in whole.paraphrase
    assert "说明理由" in whole.paraphrase


@pytest.mark.parametrize(
    ("instrument", "article"),
    [("order121", "47"), ("order121", "1"), ("order121", "15(3)"), ("order999", "1"), ("fsl", "")],
)
def test_what_is_not_recorded_cannot_be_cited(instrument: str, article: str) -> None:
    with pytest.raises(UnknownArticleError):
        cite(instrument, article)


def test_the_weakest_part_decides_how_sure_a_whole_article_is() -> None:
    assert cite("reward2021", "9").confidence is Confidence.M
    assert cite("reward2021", "8").confidence is Confidence.V2
    assert cite("order121", "23(1)").confidence is Confidence.V


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (45, "四十五"), (100, "一百"),
     (103, "一百零三"), (110, "一百一十"), (115, "一百一十五"), (148, "一百四十八")],
)  # fmt: skip
def test_numbers_read_as_in_the_law(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize("bad", ["", "第十五条", "15(a)", "15()", "1234", "15(五)(1)", "15 (1)"])
def test_another_way_to_write_an_article_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="no article number"):
        article_words(bad)


def test_order_121_follows_order_20_without_gap_or_overlap() -> None:
    old, new = STATUTES["order20"], STATUTES["order121"]
    last_day = date(2026, 4, 14)
    assert old.in_force(last_day)
    assert not new.in_force(last_day)
    assert new.in_force(date(2026, 4, 15))
    assert not old.in_force(date(2026, 4, 15))


def test_an_instrument_without_a_known_beginning_is_never_called_in_force() -> None:
    assert not STATUTES["consumer_law"].in_force(date(2026, 1, 1))
    assert STATUTES["consumer_law"].dates_note


@pytest.mark.parametrize("name", sorted(STATUTES))
def test_an_instrument_says_what_it_is_and_where_it_was_read(name: str) -> None:
    instrument = STATUTES[name]
    assert instrument.title
    assert instrument.articles
    assert instrument.in_force_from or instrument.dates_note
    assert instrument.checked <= date(2026, 11, 21)
    for article in instrument.articles:
        citation = cite(name, article.article)
        assert citation.source in load_sources()
        assert citation.text.startswith(f"《{instrument.title}》")


def instrument(**changes: object) -> Instrument:
    fields: dict[str, object] = {
        "id": "x", "title": "某办法", "short": "某办法", "issuer": "某部门",
        "in_force_from": "2026-01-01", "confidence": "V", "source": "S1",
        "checked": "2026-11-21", "articles": (),
    }  # fmt: skip
    return Instrument.model_validate(fields | changes)


def test_an_article_listed_twice_is_refused() -> None:
    twice = Article(article="1", text="一行文字")
    with pytest.raises(ValidationError, match="listed twice"):
        instrument(articles=(twice, twice))


def test_an_instrument_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="out of force before"):
        instrument(in_force_to="2025-01-01")


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        instrument(in_force_form="2026-01-01")
