"""What makes a complaint a report too: the authority is told to look into the trader."""

import pytest

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from bot.dialogue.authority import demands_check
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import declined_in, demands_in
from bot.dialogue.reported import with_report, without_check
from tests.bot.dialogue.player import means


@pytest.mark.parametrize(
    "text",
    [
        "举报：他们没有食品经营许可证",
        "这种店怎么上的平台？举报它无证经营",
        "第一把8800块退给我们；第二这种骗老人的，你们要依法查处他",
        "诉求：1 退我32元餐费并赔偿200；2 举报后厨卫生，要求你们检查处罚",
        "一个是退我的钱 加三倍赔偿 一个是举报他没证还卖假羊肉",
        "请市场监管局对该店立案调查",
        "举报那个店没有证",
        "钱要退，人也要罚，这种店必须罚",
        "请你们去他后厨看看，查一下卫生",
        "老板说随便举报，那我就举报他无证",
    ],
)
def test_a_demand_on_the_authority_is_heard(text: str) -> None:
    assert demands_check(text)


@pytest.mark.parametrize(
    "text",
    [
        "希望你们重视",
        "你们管管吧",
        "督促商家退款",
        "举报那个也可以留我电话",
        "举报的部分别写我名字",
        "他让我去举报",
        "再不退钱，我就去举报",
        "怎么举报？",
        "举报电话是多少",
        "之前在平台举报过没用",
        "我不想举报，只要退钱",
        "查不查他我不管",
        "我不是要罚他们，就想让他们把医药费赔了",
        "请你们查一下我的投诉进度",
        "没有许可证，墙上什么都没有",
        "我要求检查监控，他不给",
        "老板还罚我20块押金",
    ],
)
def test_anything_else_leaves_a_complaint_alone(text: str) -> None:
    assert not demands_check(text)


def test_a_complaint_never_keeps_a_check_among_its_claims() -> None:
    both = Facts(demand=(Demand.refund, Demand.punish))
    draft = Draft(kinds=(Kind.complaint,), facts=both)
    assert without_check(draft).facts.demand == (Demand.refund,)
    assert with_report(draft, means(), "退钱，你们去查").kinds == (Kind.complaint, Kind.report)


@pytest.mark.parametrize(
    "text", ["不是要赔钱，就是要查", "不图赔", "也不是为了那几块钱", "钱无所谓"]
)
def test_what_is_not_wanted_is_no_claim(text: str) -> None:
    assert Demand.compensation in declined_in(text)
    assert Demand.compensation not in demands_in(text)


@pytest.mark.parametrize("text", ["报销门诊费213元", "把药费给我报了", "误工费他得出"])
def test_costs_are_claimed_in_other_words(text: str) -> None:
    assert Demand.compensation in demands_in(text)
