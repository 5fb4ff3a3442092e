"""Supervisors decide on volunteers; nobody else sees them, and nobody sees whose tip a case is."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.tables import CaseRow
from api.contract.codes import Platform, VolunteerStanding
from api.contract.delivery import ClaimRequest
from api.kit.work import Works
from api.outbox.service import claim
from api.people.tables import Officer
from api.people.volunteer_tables import Volunteer, VolunteerEvent
from api.people.volunteers import Decision
from api.verify import faults
from knowledge.cities.city import City
from tests.fakes.browser import Browser
from tests.fakes.volunteers import CHAT, NAME, PHONE, SECRETS, a_tip, approved, decided, joined

from .conftest import csrf_of, enter

PATH = "/desk/volunteers"


@pytest.fixture
def staff(works: Works, staff: dict[str, Officer]) -> dict[str, Officer]:
    """With a supervisor of the whole city."""
    head = Officer(
        id="id-cityhead",
        login="cityhead",
        name="陆承泽",
        office="SZ",
        roles=["supervisor"],
        password_hash=staff["city1"].password_hash,
    )
    with works.write() as work:
        work.session.add(head)
    return staff | {"cityhead": head}


def decide(client: Browser, who: str, decision: str, reason: str = "") -> str:
    form = {"csrf": csrf_of(client), "decision": decision, "reason": reason}
    answer = client.post(f"{PATH}/{who}/decisions", data=form)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def told(works: Works, platform: Platform = Platform.web) -> list[str]:
    with works.write() as work:
        request = ClaimRequest(worker="w", platforms=(platform,))
        return [str(one.notice.template) for one in claim(work, request)]


def test_a_registration_is_shown_masked_and_approved_with_a_number(
    client: Browser, works: Works, city: City
) -> None:
    who = joined(works, city)
    enter(client, "cityhead")

    page = client.get(PATH).text
    assert "橙袋外卖深圳站" in page
    assert "邓**" in page
    assert "139****0371" in page
    for secret in SECRETS:
        assert secret not in page
    after = decide(client, who, "approve")

    assert "已通过" in after
    assert "没有待审核" in after
    shown = client.get(f"{PATH}?standing=approved").text
    assert "0001" in shown
    assert told(works) == ["volunteer_approved"]
    with works.read() as work:
        assert list(faults(work)) == []


def test_a_refusal_and_a_suspension_need_a_reason_that_is_told(
    client: Browser, works: Works, city: City
) -> None:
    who = joined(works, city)
    enter(client, "cityhead")

    assert "请写明理由" in decide(client, who, "refuse", "不")
    decide(client, who, "refuse", "单位名单里没有您")

    with works.write() as work:
        notice = claim(work, ClaimRequest(worker="w", platforms=(Platform.web,)))[0].notice
    assert (notice.template, notice.text) == ("volunteer_refused", "单位名单里没有您")
    assert "单位名单里没有您" in client.get(f"{PATH}?standing=refused").text
    assert notice.volunteer is not None
    assert notice.volunteer.standing is VolunteerStanding.refused


def test_who_was_decided_on_meanwhile_is_not_decided_on_again(
    client: Browser, works: Works, city: City
) -> None:
    who = approved(works, city)
    enter(client, "cityhead")

    assert "状态已经变了" in decide(client, who, "approve")
    assert "已暂停" in decide(client, who, "suspend", "连续三条不实")
    assert "已恢复" in decide(client, who, "restore")


def test_a_supervisor_decides_on_the_organisations_of_the_own_office_alone(
    client: Browser, works: Works, city: City
) -> None:
    own = joined(works, city, organisation="futian-patrol", organisation_name="福田巡查队")
    other = joined(works, city, "another chat", organisation="luohu-patrol")
    enter(client, "futianhead")

    page = client.get(PATH).text
    assert own in page
    assert other not in page
    form = {"csrf": csrf_of(client), "decision": "approve"}
    assert client.post(f"{PATH}/{other}/decisions", data=form).status_code == 404
    assert client.post(f"{PATH}/nobody/decisions", data=form).status_code == 404
    form |= {"reason": "核对单位"}
    assert client.post(f"{PATH}/{other}/identity", data=form).status_code == 404
    assert "已通过" in decide(client, own, "approve")


@pytest.mark.parametrize("login", ["futian1", "auditor1", "admin1"])
def test_who_supervises_nothing_sees_no_volunteer(
    client: Browser, works: Works, city: City, login: str
) -> None:
    who = joined(works, city)
    enter(client, login)

    assert client.get(PATH).status_code == 403
    form = {"csrf": csrf_of(client), "decision": "approve"}
    assert client.post(f"{PATH}/{who}/decisions", data=form).status_code == 403
    assert PATH not in client.get("/desk/account").text


def test_a_stranger_signs_in_first_and_a_forged_form_changes_nothing(
    client: Browser, works: Works, city: City
) -> None:
    who = joined(works, city)
    assert client.get(PATH).status_code == 303
    enter(client, "cityhead")

    form = {"csrf": "forged", "decision": "approve"}
    assert client.post(f"{PATH}/{who}/decisions", data=form).status_code == 403
    with works.read() as work:
        assert work.session.get_one(Volunteer, who).standing == VolunteerStanding.pending


def test_a_look_at_who_it_is_needs_a_reason_and_is_kept(
    client: Browser, works: Works, city: City
) -> None:
    who = joined(works, city)
    enter(client, "cityhead")
    form = {"csrf": csrf_of(client), "reason": "看"}

    short = client.post(f"{PATH}/{who}/identity", data=form)
    assert short.status_code == 303
    shown = client.post(f"{PATH}/{who}/identity", data=form | {"reason": "向单位核对名单"})

    assert NAME in shown.text
    assert PHONE in shown.text
    again = client.get(PATH).text
    assert NAME not in again
    assert "查看身份信息" in again
    assert "向单位核对名单" in again
    with works.read() as work:
        kinds = [one.kind for one in work.session.exec(select(VolunteerEvent))]
    assert kinds == ["registered", "identity_seen"]


def test_supervisors_are_told_at_the_desk_that_somebody_waits(
    client: Browser, works: Works, city: City
) -> None:
    joined(works, city, organisation="futian-patrol")

    enter(client, "futianhead")
    notices = client.get("/desk/notices").text
    assert "有志愿者登记待审核" in notices
    assert f'href="{PATH}"' in notices
    assert NAME not in notices
    enter(client, "cityhead")
    assert "有志愿者登记待审核" not in client.get("/desk/notices").text


def test_the_reason_goes_unread_with_the_one_who_left(
    client: Browser, works: Works, city: City
) -> None:
    who = approved(works, city)
    decided(works, who, Decision.suspend, "连续三条不实")
    from api.people.volunteers import leave

    with works.write() as work:
        leave(work, CHAT)
    enter(client, "cityhead")

    page = client.get(f"{PATH}?standing=left").text
    assert who in page
    assert "连续三条不实" not in page
    assert "退出" in page


def test_a_case_page_queue_card_and_paper_tell_nothing_of_the_volunteer(
    client: Browser, works: Works, city: City, file: Callable[..., list[CaseRow]]
) -> None:
    approved(works, city)
    with works.write() as work:
        handler = work.session.get_one(Officer, "id-city1")
        handler.office = "SZ-LH"
        work.session.add(handler)
    (case,) = file(a_tip("t1"))
    enter(client, "cityhead")

    pages = [
        client.get(path).text
        for path in (
            f"/desk/cases/{case.number}",
            "/desk?scope=all",
            f"/desk/api/cases/{case.number}",
            "/desk/api/queue?scope=all",
            "/desk/compliance",
        )
    ]

    assert all(case.number in page for page in pages[:4])
    assert "志愿者线索" in pages[0]
    assert "匿名" in pages[0]
    papers = set(re.findall(r'href="(/desk/cases/[^"]+/papers/[^"]+)"', pages[0]))
    pages += [client.get(path).text for path in papers]
    for page in pages:
        for secret in (*SECRETS, "志愿者 0001"):
            assert secret not in page
    with works.read() as work:
        assert list(faults(work)) == []
