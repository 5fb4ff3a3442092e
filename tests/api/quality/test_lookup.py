"""Articles are found by law, by number and by what they say."""

from datetime import date

import pytest

from api.quality.lookup import articles

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("食品安全法 148", "《食品安全法》第一百四十八条"),
        ("食安法第一百四十八条", "《食品安全法》第一百四十八条"),
        ("消法55", "《消费者权益保护法》第五十五条"),
        ("不予受理 理由", "《市场监督管理投诉举报处理办法》第十五条第二款"),
        ("价款十倍", "《食品安全法》第一百四十八条"),
        ("第121号令 泄露 身份", "《市场监督管理投诉举报处理办法》第三十七条"),
    ],
)
def test_the_best_article_comes_first(query: str, first: str) -> None:
    assert articles(query, TODAY)[0].citation == first


def test_what_is_out_of_force_comes_last_and_says_so() -> None:
    found = articles("七个工作日 受理", TODAY)

    assert [one.in_force for one in found] == sorted((one.in_force for one in found), reverse=True)
    old = [one for one in found if "暂行办法" in one.citation]
    assert old
    assert not old[0].in_force
    assert "2026-04-14 后失效" in old[0].dates


@pytest.mark.parametrize("query", ["", "   ", "《》", "紫微斗数", "999", "第九百条", "\0"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert articles(query, TODAY) == ()
