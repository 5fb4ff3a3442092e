"""From a registration to 属实 coming back, through the chat, the desk and the outbox."""

import io

import pytest
from PIL import Image
from sqlmodel import select

from api.cases.tables import CaseRow
from api.contract.client import TrackerError
from api.contract.codes import Mark, Platform, VolunteerKind, VolunteerStanding
from api.contract.models import ChannelRef
from api.contract.volunteers import JoinRequest, VolunteerRequest
from api.people.volunteer_tables import Volunteer
from api.people.volunteers import channel_of, number_of
from api.verify import faults
from tests.fakes.dump import dump
from tests.journeys.conftest import Citizen, Officer, Product, hidden

NAME, PHONE = "邓小舟", "13900000371"


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (90, 60, 20)).save(out, "JPEG")
    return out.getvalue()


async def _decide(product: Product, boss: Officer, decision: str, **fields: str) -> None:
    with product.rooms.works.read() as work:
        who = work.session.exec(select(Volunteer.id)).one()
    form = {**hidden(await boss.page("/desk/account")), "decision": decision, **fields}
    answer = await boss.http.post(f"/desk/volunteers/{who}/decisions", data=form)
    assert answer.status_code == 303, answer.text
    await product.drain.drain_once()


async def _registered(product: Product) -> tuple[Citizen, Officer]:
    rider = await product.citizen()
    await rider.say("我要当志愿者")
    summary = await rider.say(f"福田巡查队，{NAME}，{PHONE}")
    assert "请核对" in summary
    assert PHONE not in summary
    assert "审核" in await rider.say("提交登记")
    boss = await product.officer("boss")
    assert NAME not in await boss.page("/desk/volunteers")
    return rider, boss


async def _tip(product: Product, rider: Citizen) -> CaseRow:
    """By a photo, a location, a pick and one button."""
    evidence = await rider.photo(_photo())
    assert "收到" in await rider.say("这家后厨在厕所旁边", photos=[evidence])
    assert "附近" in await rider.say(location={"lat": 22.5535, "lon": 114.0402})
    assert "看到：卫生差" in await rider.say("老陈记牛肉火锅")  # as it is understood
    assert "后厨脏" in await rider.say("后厨脏")
    assert "已交给" in await rider.say("提交线索")
    with product.rooms.works.read() as work:
        return work.session.exec(select(CaseRow)).one()


async def test_a_registration_a_tip_and_its_result_go_all_the_way(product: Product) -> None:
    rider, boss = await _registered(product)
    await _decide(product, boss, "approve")
    assert any("审核通过" in line and "0001" in line for line in await rider.lines())

    case = await _tip(product, rider)

    assert (case.kind, case.anonymous, case.marks) == ("report", True, [Mark.tip])
    assert case.office == "SZ-FT-008"
    handler = await product.officer("lianhua")
    page = await handler.page(f"/desk/cases/{case.number}")
    assert "志愿者线索" in page
    assert "R01" in page or "核查" in page
    card = (await handler.http.get(f"/desk/api/cases/{case.number}")).text
    for secret in (NAME, PHONE, "志愿者 0001"):
        assert secret not in page
        assert secret not in card
    with product.rooms.works.read() as work:
        volunteer = work.session.exec(select(Volunteer)).one()
        assert number_of(volunteer) == "0001"
        channel = channel_of(work, volunteer)
    assert channel is not None
    stored = dump(product.rooms.database)
    for secret in (NAME, PHONE, channel.address):
        assert secret not in stored
    assert case.number in stored

    await handler.move(case.number, "file")
    assert any("属实" in line and "计入" in line for line in await rider.lines())
    mine = await rider.say("我的线索")
    assert "共 1 条" in mine
    assert "属实 1 条" in mine
    await handler.move(case.number, "conclude", text="已责令改正并罚款")
    assert any("您的线索" in line and "责令改正" in line for line in await rider.lines())
    with product.rooms.works.read() as work:
        assert list(faults(work)) == []


async def test_what_is_not_true_comes_back_and_who_leaves_is_forgotten(product: Product) -> None:
    rider, boss = await _registered(product)
    await _decide(product, boss, "approve")
    case = await _tip(product, rider)
    handler = await product.officer("lianhua")

    await handler.move(case.number, "not_file", ground="R04-1", text="现场检查没有发现")
    assert any("不属实" in line for line in await rider.lines())
    assert "不属实" in await rider.say("我的线索")
    assert "确定退出" in await rider.say("退出志愿者")
    assert "已删除" in await rider.say("确认退出")
    assert "没有志愿者登记" in await rider.say("我的线索")

    await handler.move(case.number, "close", text="已办结")
    assert any("您的举报" in line and "已办结" in line for line in await rider.lines())
    with product.rooms.works.read() as work:
        assert list(faults(work)) == []


async def test_a_suspended_volunteer_reports_as_anybody(product: Product) -> None:
    rider, boss = await _registered(product)
    await _decide(product, boss, "approve")
    await _decide(product, boss, "suspend", reason="连续三条不实")
    assert any("连续三条不实" in line for line in await rider.lines())

    said = await rider.say("举报福田区景田北街8号的小作坊，没有营业执照，后厨有老鼠")

    assert "已暂停" in said
    for words in ("匿名", "不清楚", "提交"):
        if not await rider.cases():
            await rider.say(words)
    (report,) = await rider.cases()
    assert report["anonymous"]
    with product.rooms.works.read() as work:
        assert work.session.exec(select(CaseRow)).one().marks == []


async def test_leaving_from_another_chat_changes_nothing(product: Product) -> None:
    await _registered(product)
    tracker = product.rooms.client()
    other = ChannelRef(platform=Platform.web, address="somebody else")
    assert (await tracker.leave_volunteers(VolunteerRequest(channel=other))).volunteer is None

    with product.rooms.works.read() as work:
        assert work.session.exec(select(Volunteer)).one().standing == "pending"


@pytest.mark.parametrize("path", ["", "/tips", "/leaving"])
async def test_the_door_of_volunteers_is_for_our_own_processes_alone(
    product: Product, path: str
) -> None:
    body = {"channel": {"platform": "web", "address": "x"}}

    answer = await product.http.post(f"/v1/volunteers{path}", json=body)

    assert answer.status_code == 401
    assert answer.json()["code"] == "service_token"


async def test_the_client_speaks_of_volunteers_with_typed_errors(product: Product) -> None:
    tracker = product.rooms.client()
    city = await tracker.city()
    assert {one.kind for one in city.organisations} == {"patrol", "rider"}
    channel = ChannelRef(platform=Platform.web, address="a chat")
    wish = JoinRequest(
        key="k",
        channel=channel,
        kind=VolunteerKind.rider,
        organisation="nobody",
        organisation_name="没有的单位",
        name=NAME,
        phone=PHONE,
    )

    with pytest.raises(TrackerError) as refused:
        await tracker.join_volunteers(wish)
    assert (refused.value.status, refused.value.code) == (400, "unknown_organisation")
    free = wish.model_copy(update={"organisation": None})
    joined = await tracker.join_volunteers(free)
    mine = await tracker.my_tips(VolunteerRequest(channel=channel))

    assert joined == mine
    assert mine.volunteer is not None
    assert mine.volunteer.standing is VolunteerStanding.pending
    assert NAME not in mine.model_dump_json()
