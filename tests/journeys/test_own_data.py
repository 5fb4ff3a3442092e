"""What is stored of a person is told in the chat, erased as far as the law lets it, and proved."""

import re

from tests.journeys.conftest import Citizen, Product
from tests.journeys.test_whole_way import COMPLAINT

SECRETS = ("林晓", "13800138000", "景田花园3栋")


async def _filed(citizen: Citizen) -> str:
    await citizen.say(COMPLAINT)
    await citizen.say("第一个")
    await citizen.say("林女士，林晓，13800138000 地址福田区景田花园3栋")
    return await citizen.say("提交")


async def test_the_wish_is_asked_back_and_done_case_by_case(product: Product) -> None:
    citizen, other = await product.citizen(), await product.citizen()
    filed = await _filed(citizen)
    assert "我的凭证" in filed
    told = await citizen.say("我的信息")
    assert "林×" in told
    assert not any(secret in told for secret in SECRETS)
    assert "没有登记过案件" in await other.say("我的信息")

    asked = await citizen.say("删除我的信息")
    assert "办结后封存" in asked  # the complaint needs its person
    assert "按匿名举报继续办" in asked  # the report does not
    assert "什么都没有删" in await citizen.say("不删了")
    assert await citizen.say("我的信息") == told

    await citizen.say("删除我的信息")
    done = await citizen.say("确认删除")
    assert "个人信息保护法" in done
    assert "已去掉" in done
    after = await citizen.say("我的信息")
    assert after.count("林×") == 1
    assert "没有留姓名和联系方式" in after


async def test_what_was_filed_is_proved_to_whoever_is_shown_it(product: Product) -> None:
    citizen = await product.citizen()
    await _filed(citizen)
    shown = await citizen.say("我的凭证")
    token = re.search(r"JIESU1\.[\w.-]+", shown)
    assert token
    checked = await product.http.post("/receipt", data={"receipt": token[0]})
    assert checked.status_code == 200, checked.text
    for case in await citizen.cases():
        assert case["number"] in checked.text
