"""The lists of the check: laws that were read, and notices that say what they should."""

import re
from datetime import UTC, datetime

import pytest

from api.contract.codes import Kind, Template
from api.contract.delivery import Notice
from bot.wording.notices import render
from knowledge.forms import load_papers
from knowledge.replies import (
    TextForm,
    load_demands,
    load_questions,
    load_rules,
    load_texts,
    load_tones,
)
from knowledge.replies.schema import Rule
from knowledge.statutes import cite, load_statutes

_NOTICE = {
    "refuse": (Template.refused, "refused"),
    "terminate": (Template.terminated, "terminated"),
    "not_file": (Template.not_filed, "not_filed"),
    "ask_papers": (Template.papers_asked, "papers_asked"),
    "invite": (Template.invited, "invited"),
    "refer": (Template.referred, "referred"),
}


@pytest.mark.parametrize("form", load_texts().values(), ids=lambda form: form.move)
def test_every_article_that_contents_rest_on_is_recorded(form: TextForm) -> None:
    for one in form.contents:
        if one.basis == "law":
            assert cite(one.instrument or "", one.article or "").text


@pytest.mark.parametrize("form", load_texts().values(), ids=lambda form: form.move)
def test_the_notice_says_what_officers_are_told_it_says(form: TextForm) -> None:
    said = [one for one in form.contents if one.by == "notice"]
    if not said:
        return
    template, event = _NOTICE[form.move]
    notice = Notice(
        template=template,
        number="SZ-20261121-0007",
        kind=Kind.complaint,
        hazard=None,
        severity=None,
        emergency=False,
        accident=False,
        merchant="老陈记",
        place=None,
        office="福田局",
        at=datetime(2026, 11, 26, 2, tzinfo=UTC),
        text="说明",
        ground="一项理由",
        article="《市场监督管理投诉举报处理办法》第十五条",
        other="区卫生健康局",
        phone="12345",
        on=None,
        deadline=None,
        evidence=0,
    )
    papers = [line for paper in load_papers() if event in paper.after for line in paper.body]
    told = "\n".join([render(notice).text, *papers])
    for one in said:
        assert any(re.search(pattern, told) for pattern in one.any_of), one.name


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_its_reason_in_one_sentence(rule: Rule) -> None:
    assert set(re.findall(r"\{[^}]*\}", rule.why)) <= {"{what}"}
    assert rule.why.count("。") == 1


def test_a_pattern_finds_nothing_in_nothing() -> None:
    """One that is empty in part would object to, or answer, everything."""
    patterns = [word for tone in load_tones() for word in tone.words]
    patterns += [word for topic in load_questions() for word in (*topic.asked, *topic.answered)]
    patterns += [word for topic in load_demands() for word in (*topic.asked, *topic.answered)]
    patterns += [
        word for form in load_texts().values() for c in form.contents for word in c.any_of
    ]

    assert [word for word in patterns if re.search(word, "")] == []


def test_the_number_of_a_laws_articles_holds_those_recorded() -> None:
    for law in load_statutes().values():
        numbers = [
            int(one.article.split("(")[0]) for one in law.articles if "." not in one.article
        ]
        assert law.last_article is None or max(numbers) <= law.last_article
