"""Volunteers and their tips, as the bots would send them."""

from typing import Any

from api.contract.codes import Kind, Platform
from api.contract.models import ChannelRef, Facts, FileRequest, Matter, Said
from api.contract.volunteers import JoinRequest
from api.kit.work import Works
from api.people import volunteers
from api.people.volunteer_tables import Volunteer
from api.people.volunteers import Decision
from knowledge.cities.city import City
from knowledge.codes import Hazard
from tests.fakes.clock import SettableClock

CHAT = ChannelRef(platform=Platform.web, address="chat-of-deng-0123456789")
NAME, PHONE = "邓小舟", "13900000371"
SECRETS = (NAME, PHONE, CHAT.address)
SPOT = Facts(
    merchant="川味小灶（网络订餐）", district="罗湖区", division="440303", street="440303003"
)


def wish(chat: str = CHAT.address, **more: Any) -> JoinRequest:
    return JoinRequest.model_validate(
        {
            "key": "k1",
            "channel": {"platform": "web", "address": chat},
            "kind": "rider",
            "organisation": "orange-riders",
            "organisation_name": "橙袋外卖深圳站（演示）",
            "name": NAME,
            "phone": PHONE,
            **more,
        }
    )


def joined(works: Works, city: City, chat: str = CHAT.address, **more: Any) -> str:
    with works.write() as work:
        return volunteers.join(work, city, wish(chat, **more)).id


def decided(works: Works, who: str, decision: Decision, reason: str = "") -> Volunteer:
    with works.write() as work:
        row = volunteers.by_id_for_change(work, who)
        volunteers.decide(work, row, decision, actor="officer:o1", reason=reason)
    return row


def approved(works: Works, city: City, **more: Any) -> str:
    who = joined(works, city, **more)
    decided(works, who, Decision.approve)
    return who


def a_tip(key: str, **more: Any) -> FileRequest:
    at = SettableClock()()
    told = f"我是{NAME}，电话{PHONE}，这家后厨有老鼠"
    lines = (
        Said(id="l1", at=at, text=told),
        Said(id="l2", at=at, text="**骑手志愿者 0001**，收到。是哪一家？", from_citizen=False),
    )
    matter = Matter(kind=Kind.report, hazard=Hazard.hygiene, facts=SPOT)
    return FileRequest.model_validate(
        {
            "key": key,
            "channel": CHAT,
            "matters": (matter,),
            "messages": (lines[0],),
            "talk": lines,
            "tip": True,
            **more,
        }
    )
