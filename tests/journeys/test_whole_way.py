"""A message becomes a case, a handler works it, the answer comes back into the same chat."""

import io
import re
from datetime import date

import httpx
from PIL import Image

from api.cases.verify import verify
from tests.journeys.conftest import PASSWORD, Product

COMPLAINT = (
    "昨晚在福田区景田北街「老陈记牛肉火锅」吃的，锅里有虫，花了380块，"
    "我要退钱，也请你们去查他们后厨！"
)


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 120, 90)).save(out, "JPEG")
    return out.getvalue()


async def test_a_complaint_and_a_report_travel_from_the_chat_to_the_desk_and_back(
    product: Product,
) -> None:
    citizen = await product.citizen()

    assert "分两件办理" in await citizen.say(COMPLAINT)
    await citizen.say("第一个")
    summary = await citizen.say("林女士，林晓，13800138000 地址福田区景田花园3栋")
    assert "林晓" in summary
    evidence = await citizen.photo(_photo())
    await citizen.say(photos=[evidence])
    filed = await citizen.say("提交")

    code = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", filed)
    assert code
    complaint, report = sorted(await citizen.cases(), key=lambda case: str(case["number"]))
    assert [complaint["kind"], report["kind"]] == ["complaint", "report"]
    assert complaint["linked"] == [report["number"]]
    assert complaint["facts"]["amount"] == 380
    assert complaint["evidence"] == 1
    due = {clock["rule"]: clock["due_on"] for clock in complaint["deadlines"]}
    assert due["C01"] == date(2026, 12, 1).isoformat()
    assert "12月1日" in filed
    assert "12月11日" in filed

    handler = await product.officer("lianhua")
    assert complaint["number"] in await handler.page("/desk")
    page = await handler.page(f"/desk/cases/{complaint['number']}")
    assert "13800138000" not in page
    assert "景田花园" not in page
    assert "第十五条" in page

    assert "done=accept" in await handler.move(complaint["number"], "accept")
    await handler.move(complaint["number"], "ask", text="请补充付款截图")
    assert any("付款截图" in line for line in await citizen.lines())
    await citizen.say("付款截图在这里，微信付的380元")
    assert "微信付的380元" in await handler.page(f"/desk/cases/{complaint['number']}")
    await handler.move(complaint["number"], "settle", text="商家退款380元")
    await handler.move(complaint["number"], "close", text="双方已收到调解书")
    await handler.move(report["number"], "not_file", ground="R04-5", text="已现场检查并督促整改")
    await handler.move(report["number"], "close", text="该店已整改")

    said = "\n".join(await citizen.lines())
    for words in ("已受理", "商家退款380元", "双方已收到调解书", "该店已整改"):
        assert words in said
    assert await citizen.cases() == []
    with product.rooms.works.read() as work:
        assert list(verify(work)) == []


async def test_an_anonymous_report_is_worked_and_its_result_found_on_return_and_by_code(
    product: Product,
) -> None:
    citizen = await product.citizen()
    await citizen.say("沙井万丰村后头有个黑作坊 晚上12点以后偷偷灌香肠 冇牌冇证 臭到死")
    for _ in range(4):
        if await citizen.cases():
            break
        filed = await citizen.say("匿名") + await citizen.say("提交")
    (report,) = await citizen.cases()
    assert report["anonymous"]
    code = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", filed)
    assert code

    handler = await product.officer("baoan")
    assert "匿名" in await handler.page(f"/desk/cases/{report['number']}")
    await handler.move(report["number"], "file")
    await handler.move(report["number"], "conclude", text="已查封作坊")

    assert any("已查封作坊" in line for line in await citizen.lines())
    elsewhere = await product.citizen()
    assert "处理决定" in await elsewhere.say(f"查进度 {report['number']} {code[0]}")
    wrong = await elsewhere.say(f"查进度 {report['number']} AAAA-BBBB-CCCC-DDDD")
    none = await elsewhere.say("查进度 SZ-20261121-9999 AAAA-BBBB-CCCC-DDDD")
    assert wrong.replace(report["number"], "") == none.replace("SZ-20261121-9999", "")


async def test_an_emergency_is_advised_first_filed_at_once_and_paged(product: Product) -> None:
    citizen = await product.citizen()

    first = await citizen.say("我们一家四口在南山区海王烧烤吃完上吐下泻 老人已经送医院输液了")

    assert first.index("就医") < first.index("值班") if "值班" in first else "医" in first
    (case,) = await citizen.cases()
    assert case["kind"] == "report"
    assert case["emergency"]
    duty = await product.officer("onduty")
    assert case["number"] in await duty.page("/desk/notices")


async def test_an_emergency_turns_into_the_complaint_of_who_wants_money_alone(
    product: Product,
) -> None:
    citizen = await product.citizen()
    await citizen.say("我老公昨晚在福田区景田北街的滇菌阁吃了野生菌火锅，回来一直说看见小人在跳舞")
    (report,) = await citizen.cases()
    await citizen.say("我要饭店退餐费388，赔医药费")
    await citizen.say("段丽芬，13888216504，福田区景田花园6栋1802")

    filed = await citizen.say("提交")

    (case,) = await citizen.cases()
    assert (case["number"], case["kind"]) == (report["number"], "complaint")
    assert case["emergency"]
    assert {clock["rule"] for clock in report["deadlines"]} >= {"R01"}
    rules = {clock["rule"] for clock in case["deadlines"] if clock["stopped_at"] is None}
    assert "C01" in rules
    assert "R01" not in rules
    assert "改按投诉办理" in filed.replace("**", "")
    assert not [line for line in await citizen.lines() if "类型" in line]  # it was their own doing
    duty = await product.officer("onduty")
    assert case["number"] in await duty.page("/desk/notices")
    with product.rooms.works.read() as work:
        assert list(verify(work)) == []


async def test_a_question_is_answered_with_its_source_and_opens_nothing(
    product: Product,
) -> None:
    citizen = await product.citizen()

    assert "不建议" in await citizen.say("酸奶过期三天还能喝吗？")
    assert await citizen.cases() == []


async def test_the_same_message_twice_is_one(product: Product) -> None:
    citizen = await product.citizen()
    token = citizen._headers  # noqa: SLF001 - the same chat, by hand
    body = {"id": "same", "text": "我要举报福田区有家黑作坊，没有证"}

    answers = [
        (await product.http.post("/chat/messages", json=body, headers=token)).json()
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert len(await citizen.lines()) == 1 + len(answers[0]["replies"])


async def test_a_case_is_worked_by_a_program_over_http_alone(product: Product) -> None:
    citizen = await product.citizen()
    await citizen.say("举报福田区景田北街8号的小作坊，没有营业执照，后厨有老鼠")
    for said in ("匿名", "不清楚", "提交"):
        if not await citizen.cases():
            await citizen.say(said)
    (report,) = await citizen.cases()
    desk = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=product.rooms.app), base_url="http://desk.test"
    )

    wrong = await desk.post("/desk/api/session", json={"login": "futian", "password": "wrong"})
    begun = await desk.post("/desk/api/session", json={"login": "boss", "password": PASSWORD})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_login")
    csrf = {"x-csrf-token": begun.json()["csrf"]}
    queue = (await desk.get("/desk/api/queue", params={"scope": "all"})).json()
    assert [item["number"] for item in queue] == [report["number"]]
    card = (await desk.get(f"/desk/api/cases/{report['number']}")).json()
    assert {move["move"] for move in card["moves"]} >= {"file", "not_file", "reply"}

    moves = f"/desk/api/cases/{report['number']}/moves"
    assert (await desk.post(moves, json={"move": "file", "key": "1"})).status_code == 403
    made = await desk.post(moves, json={"move": "file", "key": "1"}, headers=csrf)
    unlawful = await desk.post(moves, json={"move": "accept", "key": "2"}, headers=csrf)
    assert made.status_code == 204
    assert unlawful.status_code == 409
    assert "conclude" in unlawful.json()["allowed"]
    await product.drain.drain_once()
    assert any("已立案" in line for line in await citizen.lines())
