"""A receipt code carries a case to another device, and its result to both."""

import re

from tests.journeys.conftest import Citizen, Product
from tests.journeys.test_whole_way import COMPLAINT


async def _filed(citizen: Citizen) -> tuple[str, str]:
    await citizen.say(COMPLAINT)
    await citizen.say("第一个")
    await citizen.say("林女士，林晓，13800138000 地址福田区景田花园3栋")
    filed = await citizen.say("提交")
    code = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", filed)
    assert code
    return min(str(case["number"]) for case in await citizen.cases()), code[0]


async def test_another_device_goes_on_with_the_case_without_seeing_who_filed_it(
    product: Product,
) -> None:
    first, other = await product.citizen(), await product.citizen()
    number, code = await _filed(first)
    assert number in await other.resume(number, code)
    assert len(await other.cases()) == 2

    handler = await product.officer("lianhua")
    await handler.move(number, "ask", text="林晓您好，请补充付款截图")
    assert "付款截图" in (await other.lines())[-1]
    assert "已交给" in await other.say("付款截图在这里，微信付的380元")
    page = await handler.page(f"/desk/cases/{number}")
    assert "微信付的380元" in page
    assert "凭查询码在其他设备上补充" in page
    assert "凭查询码不能撤回" in await _withdrawal(other, number)

    await handler.move(number, "accept")
    for told in (first, other):
        assert any("已受理" in line for line in await told.lines())
    seen = "\n".join(await other.lines())
    for hidden in ("林晓", "13800138000", "景田花园"):
        assert hidden not in seen
        assert hidden not in str(await other.cases())


async def _withdrawal(citizen: Citizen, number: str) -> str:
    asked = await citizen.say("撤回投诉")
    if "哪一件" in asked:
        await citizen.say(number)
    return await citizen.say("确认撤回")
