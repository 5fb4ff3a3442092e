"""Every outbox row becomes words, for the right reader and with nothing leaking."""

import re
from datetime import UTC, date, datetime

import pytest

from api.contract.codes import (
    Hazard,
    Kind,
    Severity,
    Template,
    TipStanding,
    VolunteerKind,
    VolunteerStanding,
)
from api.contract.delivery import Notice
from api.contract.models import Deadline
from api.contract.volunteers import VolunteerOut
from bot.wording.notices import RENDERERS, render

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MEDIATION = Deadline(
    rule="C10",
    name="调解期限",
    article="《市场监督管理投诉举报处理办法》第二十三条",
    due_on=date(2027, 1, 23),
    due_at=datetime(2027, 1, 23, 15, 59, 59, tzinfo=UTC),
    provisional=True,
    statutory=True,
    explanation="受理次日起 60 日；暂定：公布后重新计算",
)
DECISION = MEDIATION.model_copy(
    update={
        "rule": "C01",
        "name": "投诉受理决定与告知",
        "due_on": date(2026, 12, 1),
        "provisional": False,
        "explanation": "",
    }
)
OFFICERS = {
    Template.assigned,
    Template.emergency,
    Template.supplemented,
    Template.withdrawn,
    Template.undelivered,
    Template.half_time,
    Template.one_day_left,
    Template.breached,
    Template.escalated,
    Template.extension_requested,
    Template.extension_rejected,
    Template.recusal_asked,
    Template.competence_disputed,
    Template.passed_up,
    Template.reported_back,
    Template.new_facts,
    Template.supervised,
    Template.supervision_answered,
    Template.rework_asked,
    Template.to_rework,
    Template.sent_to_police,
    Template.chased,
    Template.accident_confirmed,
    Template.accident_step,
    Template.recounted,
    Template.identity_asked,
    Template.identity_granted,
    Template.identity_refused,
    Template.companion_said,
}
OF_VOLUNTEERS = {template for template in Template if template.startswith("volunteer_")}
"""They are about a person, and about no case."""
ENGLISH = re.compile(r"(?<![A-Z0-9-])[A-Za-z_]{3,}")


def full(template: Template) -> Notice:
    return Notice(
        template=template,
        number="SZ-20261121-0007",
        kind=Kind.complaint,
        hazard=Hazard.foreign_object,
        severity=Severity.general,
        emergency=True,
        merchant="老陈记**牛肉火锅",
        place="景田南街",
        office="福田监管局景田所",
        at=AT,
        text="请联系我 13800138000，\n身份证 440301199001011234",
        ground="不属于市场监督管理部门职责",
        article="《市场监督管理投诉举报处理办法》第十六条",
        other="罗湖监管局",
        phone="12345",
        deadline=DECISION,
        evidence=3,
    )


def bare(template: Template) -> Notice:
    return Notice(
        template=template, number="SZ-20261121-0007", kind=Kind.report, office="景田所", at=AT
    )


@pytest.mark.parametrize("template", list(Template))
@pytest.mark.parametrize("make", [full, bare])
def test_every_template_renders_to_clean_chinese(template: Template, make: object) -> None:
    reply = render(make(template))  # type: ignore[operator]
    assert 10 <= len(reply.text) <= 4096
    assert "None" not in reply.text
    assert "{" not in reply.text
    assert not ENGLISH.findall(reply.text.replace("SZ-", ""))
    assert reply.text.count("**") % 2 == 0
    assert template in OF_VOLUNTEERS or "SZ-20261121-0007" in reply.text
    assert "440301199001011234" not in reply.text


@pytest.mark.parametrize("template", sorted(OFFICERS))
def test_an_officer_reads_no_phone_number_of_the_person(template: Template) -> None:
    assert "13800138000" not in render(full(template)).text


def test_there_is_a_renderer_for_every_template() -> None:
    assert set(RENDERERS) == set(Template)


def test_an_accepted_complaint_tells_the_provisional_end_of_the_mediation() -> None:
    notice = full(Template.accepted).model_copy(update={"deadline": MEDIATION})
    text = render(notice).text
    assert "已受理" in text
    assert "11月24日，福田监管局景田所" in text
    assert "**2027年1月23日**（暂定：2027 年放假安排公布后自动核对）" in text


def test_the_officer_is_told_what_is_due_on_which_day_by_which_article() -> None:
    text = render(full(Template.one_day_left)).text
    assert "还剩 1 个工作日" in text
    assert "最晚 **12月1日** 告知是否受理（《市场监督管理投诉举报处理办法》第十五条" not in text
    assert "**12月1日** 告知是否受理（《市场监督管理投诉举报处理办法》第二十三条）" in text
    assert "证据 3 份" in text


def test_a_refusal_names_its_ground_and_article() -> None:
    text = render(full(Template.refused)).text
    assert "不予受理" in text
    assert "理由：不属于市场监督管理部门职责（《市场监督管理投诉举报处理办法》第十六条）" in text


def test_an_endless_text_of_an_officer_stays_under_the_limit() -> None:
    notice = full(Template.replied).model_copy(update={"text": "很长。\n" * 6000})
    assert len(render(notice).text) <= 4096


@pytest.mark.parametrize("template", [Template.emergency, Template.chased])
def test_an_accident_is_taken_in_hand_with_one_press(template: Template) -> None:
    urgent = full(template).model_copy(update={"accident": True})
    assert render(urgent).buttons[0].label == "确认收到"
    assert render(urgent).buttons[0].payload == "move:confirm_accident:SZ-20261121-0007"
    assert [button.label for button in render(full(template)).buttons] == ["查看"]


def test_the_official_form_follows_the_words() -> None:
    paper = "【投诉受理决定书】\n编号：SZ-20261121-0007\n决定予以受理。"
    text = render(full(Template.accepted).model_copy(update={"paper": paper})).text
    assert text.endswith(paper)


RIDER = VolunteerOut(standing=VolunteerStanding.approved, kind=VolunteerKind.rider, number="0371")


def of_volunteer(template: Template) -> str:
    notice = full(template).model_copy(update={"volunteer": RIDER, "text": "单位名单里没有您"})
    return render(notice).text


def test_a_volunteer_reads_the_number_on_approval_and_the_reason_of_a_refusal() -> None:
    assert "**骑手志愿者 0371**" in of_volunteer(Template.volunteer_approved)
    assert "**骑手志愿者 0371**" in of_volunteer(Template.volunteer_restored)
    for template in (Template.volunteer_refused, Template.volunteer_suspended):
        assert "理由：单位名单里没有您" in of_volunteer(template)
    assert "骑手志愿者" in of_volunteer(Template.volunteer_registered)


@pytest.mark.parametrize(
    ("template", "standing", "words"),
    [
        (Template.filed, TipStanding.valid, "线索状态：**属实**，已计入"),
        (Template.not_filed, TipStanding.invalid, "线索状态：**不属实**"),
        (Template.merged, TipStanding.repeated, "线索状态：**重复**"),
        (Template.redirected, TipStanding.elsewhere, "线索状态：**已转其他部门**"),
    ],
)
def test_what_came_of_a_tip_stands_in_the_notice_to_its_volunteer(
    template: Template, standing: TipStanding, words: str
) -> None:
    notice = full(template).model_copy(update={"kind": Kind.report})
    told = render(notice.model_copy(update={"tip": standing})).text
    assert words in told
    assert "您的线索" in told
    assert "线索状态" not in render(notice).text
    assert "您的举报" in render(notice).text


def test_a_tip_that_is_still_checked_has_no_standing_to_tell() -> None:
    notice = full(Template.replied).model_copy(update={"tip": TipStanding.checking})
    assert "线索状态" not in render(notice).text
