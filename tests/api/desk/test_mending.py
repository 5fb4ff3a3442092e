"""Correcting, joining, parting, giving and undoing: as events, on both databases."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from api.cases.corrections import corrections
from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.clock.service import deadlines
from api.contract.codes import Kind, Severity
from api.contract.models import ChannelRef, Facts, Reporter, Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from api.outbox.service import CITIZEN
from api.outbox.tables import OutboxRow
from api.verify import faults
from api.views.case import case_views
from knowledge.cities.load import load_city
from tests.api.console.conftest import (
    STAFF,
    app,
    client,
    csrf_of,
    enter,
    file,
    filer,
    photo,
    staff,
    works,
)
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report
from tests.fakes.outbox import take_all

__all__ = ["STAFF", "app", "client", "file", "filer", "photo", "staff", "works"]
File = Callable[..., list[CaseRow]]
POT = Facts(
    merchant="老陈记牛肉火锅", place="景田北街", district="福田区", division="440304",
    street="440304008",
)  # fmt: skip
WANG = Reporter(name="王小明", phone="13912345678", address="福田区新洲路9号")
OTHER_CHAT = ChannelRef(platform=CHANNEL.platform, address="chat-of-wang-9876543210")


@pytest.fixture
def lin(file: File) -> CaseRow:
    return file(filing(complaint().model_copy(update={"facts": POT})))[0]


@pytest.fixture
def wang(file: File, lin: CaseRow) -> CaseRow:
    matter = complaint().model_copy(update={"facts": POT})
    return file(filing(matter, reporter=WANG, channel=OTHER_CHAT))[0]


def post(client: Browser, case: CaseRow, deed: str, **fields: Any) -> str:
    form = {"csrf": csrf_of(client), "anyway": "true", **fields}
    answer = client.post(f"/desk/cases/{case.number}/{deed}", data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[2]


def now(works: Works, case: CaseRow) -> CaseRow:
    with works.read() as work:
        row = by_number(work, case.number)
    assert row
    return row


def rules(works: Works, case: CaseRow) -> set[str]:
    with works.read() as work:
        found = deadlines(work, [case.id]).get(case.id, ())
    return {one.rule for one in found if one.stopped_at is None}


def sound(works: Works) -> None:
    with works.read() as work:
        assert list(faults(work)) == []


def last(works: Works, case: CaseRow) -> Any:
    with works.read() as work:
        return events(work, case.id)[-1]


def test_a_correction_is_an_event_that_says_what_was_wrong(
    client: Browser, works: Works, lin: CaseRow
) -> None:
    enter(client, "futianhead")
    said = post(client, lin, "correct", key="k1", hazard="hygiene", setting="market", place="")
    assert said == "done=corrected"
    row = now(works, lin)
    assert (row.hazard, row.setting) == ("hygiene", "market")
    told = last(works, lin)
    assert told.data["changes"] == {
        "hazard": ["foreign_object", "hygiene"],
        "setting": ["restaurant", "market"],
    }
    assert post(client, lin, "correct", key="k1", hazard="label") == "done=corrected"
    assert now(works, lin).hazard == "hygiene"  # the same key, sent again
    assert "nothing_changed" in post(client, lin, "correct", key="k2", hazard="hygiene")
    assert "refused=invalid" in post(client, lin, "correct", key="k3", hazard="fire")
    page = client.get(f"/desk/cases/{lin.number}").text
    assert "隐患：异物 → 卫生差" in page
    sound(works)


def test_a_place_is_corrected_without_leaving_the_old_one_in_clear(
    client: Browser, works: Works, lin: CaseRow
) -> None:
    enter(client, "futianhead")
    fields = {"division": "440305", "place": "深南大道 1 号"}
    assert post(client, lin, "correct", key="k1", **fields) == "done=corrected"
    row = now(works, lin)
    assert (row.division, row.facts["place"]) == ("440305", "深南大道 1 号")
    assert row.facts["district"] == "南山区"
    assert "street" not in row.facts
    assert "景田" not in str(last(works, lin).data)
    assert "地点：景田北街 → 深南大道 1 号" in client.get(f"/desk/cases/{lin.number}").text
    enter(client, "city1")
    assert "unknown_division" in post(client, lin, "correct", key="k2", division="999999")
    sound(works)


def test_another_kind_has_the_limits_of_that_kind_from_the_receipt_on(
    client: Browser, works: Works, lin: CaseRow, clock: SettableClock
) -> None:
    assert rules(works, lin) >= {"C01"}
    clock.advance(days=1)
    enter(client, "futianhead")
    assert post(client, lin, "correct", key="k1", kind="report") == "done=corrected"
    assert now(works, lin).kind == Kind.report
    assert "R01" in rules(works, lin)
    assert "C01" not in rules(works, lin)
    with works.read() as work:
        clocks = deadlines(work, [lin.id], with_days=True)[lin.id]
        told = set(
            work.session.exec(
                select(OutboxRow.template).where(
                    OutboxRow.case_id == lin.id, OutboxRow.recipient == CITIZEN
                )
            )
        )
    verifying = next(one for one in clocks if one.rule == "R01")
    assert verifying.days[0].on == lin.received_at.date()
    assert "reclassified" in told
    sound(works)


def test_a_report_without_a_name_becomes_no_complaint_and_a_settled_kind_stays(
    client: Browser, works: Works, file: File, lin: CaseRow
) -> None:
    nameless = file(filing(report(facts=POT), reporter=None))[0]
    enter(client, "futianhead")
    assert "identity_needed" in post(client, nameless, "correct", key="k1", kind="complaint")
    post(client, lin, "moves", key="k2", move="accept")
    assert "kind_settled" in post(client, lin, "correct", key="k3", kind="report")
    assert now(works, lin).kind == Kind.complaint
    sound(works)


def test_corrections_are_written_for_the_lexicon_and_name_nobody(
    client: Browser, works: Works, lin: CaseRow, wang: CaseRow
) -> None:
    enter(client, "futianhead")
    post(client, lin, "correct", key="k1", hazard="hygiene", severity="general")
    post(client, wang, "correct", key="k2", hazard="label")
    post(client, wang, "undo", event=last(works, wang).no)
    with works.read() as work:
        rows = list(corrections(work, lambda text, _: text))
    assert [row["id"] for row in rows] == [lin.number]
    assert (rows[0]["hazard"], rows[0]["severity"]) == ("hygiene", Severity.general)
    assert "火锅里有虫" in rows[0]["text"]
    assert "林晓" not in str(rows)
    assert "kinds" not in rows[0]


def test_joined_cases_stay_cases_and_later_messages_follow(
    client: Browser, works: Works, lin: CaseRow, wang: CaseRow, clock: SettableClock
) -> None:
    enter(client, "futianhead")
    before = rules(works, wang)
    assert post(client, wang, "join", lead=lin.number.lower()) == "done=joined"
    assert now(works, wang).lead_id == lin.id
    assert rules(works, wang) == before
    with works.write() as work:
        said = Supplement(key="s1", channel=OTHER_CHAT, at=clock(), text="我也有小票，王小明")
        supplement(work, wang.number, said)
    told = last(works, lin)
    assert (told.kind, told.data) == ("companion_said", {"case": wang.number})
    page = client.get(f"/desk/cases/{lin.number}").text
    assert "我也有小票，王**" in page
    for case, key in ((lin, "a"), (wang, "b")):
        post(client, case, "moves", key=f"{key}1", move="accept")
        post(client, case, "moves", key=f"{key}2", move="settle", text="退款")
    with works.read() as work:
        rows = work.session.exec(
            select(OutboxRow.case_id).where(
                OutboxRow.recipient == CITIZEN, OutboxRow.template == "settled"
            )
        )
        assert set(rows) == {lin.id, wang.id}
    assert post(client, wang, "part") == "done=parted"
    assert now(works, wang).lead_id is None
    assert "not_joined" in post(client, wang, "part")
    sound(works)


def test_no_circle_no_wall_and_no_unseen_case_is_joined(
    client: Browser, works: Works, file: File, lin: CaseRow, wang: CaseRow
) -> None:
    third = file(filing(complaint().model_copy(update={"facts": POT})))[0]
    its_report = file(filing(report(facts=POT)))[0]
    elsewhere = file(filing(complaint().model_copy(update={"facts": POT.model_copy(
        update={"division": "440306", "district": "宝安区", "street": None})})))[0]  # fmt: skip
    enter(client, "futianhead")
    post(client, wang, "join", lead=lin.number)
    post(client, third, "join", lead=wang.number)
    assert "circle" in post(client, lin, "join", lead=third.number)
    assert "circle" in post(client, lin, "join", lead=lin.number)
    assert "joined_already" in post(client, wang, "join", lead=third.number)
    assert "other_side" in post(client, its_report, "join", lead=lin.number)
    for number in (elsewhere.number, "SZ-1", "'", "\0"):
        assert "unknown_lead" in post(client, its_report, "join", lead=number)
    post(client, wang, "part")
    assert now(works, third).lead_id == wang.id
    assert post(client, lin, "join", lead=third.number) == "done=joined"
    sound(works)


def test_what_nobody_outside_was_told_can_be_taken_back(
    client: Browser, works: Works, lin: CaseRow, wang: CaseRow
) -> None:
    enter(client, "futianhead")
    owner = now(works, lin).handler_id
    other = "id-futian2" if owner == "id-futian1" else "id-futian1"
    form = {"csrf": csrf_of(client), "number": lin.number, "handler": other, "at": "case"}
    assert client.post("/desk/assign", data=form).headers["location"].endswith("given=1&left=")
    assert now(works, lin).handler_id == other
    assert post(client, lin, "undo", event=last(works, lin).no) == "done=undone"
    assert now(works, lin).handler_id == owner
    post(client, lin, "moves", key="n1", move="note", text="写错了")
    noted = last(works, lin).no
    page = client.get(f"/desk/cases/{lin.number}").text
    assert f'aria-label="撤销第 {noted} 条：内部备注"' in page
    assert post(client, lin, "undo", event=noted) == "done=undone"
    page = client.get(f"/desk/cases/{lin.number}").text
    assert re.search(r'<li class="undone">\s*<p><strong>内部备注', page)
    assert f'aria-label="撤销第 {noted} 条' not in page
    post(client, lin, "correct", key="c1", hazard="hygiene", place="新地点")
    assert post(client, lin, "undo", event=last(works, lin).no) == "done=undone"
    assert (now(works, lin).hazard, now(works, lin).facts["place"]) == (
        "foreign_object",
        "景田北街",
    )
    post(client, wang, "join", lead=lin.number)
    assert post(client, wang, "undo", event=last(works, wang).no) == "done=undone"
    assert now(works, wang).lead_id is None
    sound(works)


def test_what_was_told_or_is_anothers_stays(client: Browser, works: Works, lin: CaseRow) -> None:
    enter(client, "futianhead")
    post(client, lin, "moves", key="n1", move="note", text="主管写的")
    by_head = last(works, lin).no
    post(client, lin, "moves", key="n2", move="reply", text="请稍候")
    for no in (1, 2, last(works, lin).no, 99):
        assert "not_undoable" in post(client, lin, "undo", event=no)
    post(client, lin, "correct", key="c1", kind="report")
    assert "not_undoable" in post(client, lin, "undo", event=last(works, lin).no)
    enter(client, str(now(works, lin).handler_id).removeprefix("id-"))
    assert "not_undoable" in post(client, lin, "undo", event=by_head)
    sound(works)


@pytest.mark.parametrize("login", ["baoan1", "auditor1", "admin1"])
def test_nobody_mends_a_case_that_is_not_theirs_to_work(
    client: Browser, works: Works, lin: CaseRow, login: str
) -> None:
    enter(client, login)
    code = {"baoan1": "unknown_case", "auditor1": "role", "admin1": "unknown_case"}[login]
    for deed, fields in (
        ("correct", {"key": "k1", "hazard": "hygiene"}),
        ("join", {"lead": lin.number}),
        ("part", {}),
        ("undo", {"event": 2}),
    ):
        assert post(client, lin, deed, **fields) == f"refused={code}"
        bad = client.post(f"/desk/cases/{lin.number}/{deed}", data={"csrf": "x", **fields})
        assert bad.headers["location"].endswith("refused=csrf")
    unknown = client.get("/desk/cases/SZ-20260101-9999")
    assert now(works, lin).hazard == "foreign_object"
    if code == "unknown_case":
        assert client.get(f"/desk/cases/{lin.number}").text == unknown.text


def test_one_may_not_act_on_what_changed_and_reads_what_did(
    client: Browser, works: Works, lin: CaseRow
) -> None:
    enter(client, "futianhead")
    post(client, lin, "moves", key="n1", move="note", text="刚刚去过现场")
    said = post(client, lin, "correct", key="c1", hazard="hygiene", seen="2")
    assert said == "refused=changed&since=2"
    page = client.get(f"/desk/cases/{lin.number}?{said}").text
    told = page[page.index('role="alert"') : page.index("用浏览器的")]
    assert "程立行：内部备注" in told
    assert "刚刚去过现场" in told
    assert now(works, lin).hazard == "foreign_object"


def test_the_wall_hides_the_report_from_whoever_may_not_see_it(
    client: Browser, works: Works, file: File
) -> None:
    matters = (
        complaint().model_copy(update={"facts": POT}),
        report(facts=POT.model_copy(update={"division": "440306", "street": None})),
    )
    ours, theirs = file(filing(*matters))
    if now(works, ours).office == now(works, theirs).office:
        pytest.skip("one office has both")
    enter(client, "futian1")
    page = client.get(f"/desk/cases/{ours.number}").text
    assert theirs.number not in page
    assert "投诉和举报分开办理" not in page
    assert client.get("/desk/api/queue?scope=both").json() == []
    enter(client, "city1")
    page = client.get(f"/desk/cases/{ours.number}").text
    assert theirs.number in page
    assert "投诉和举报分开办理" in page
    numbers = {one["number"] for one in client.get("/desk/api/queue?scope=both").json()}
    assert numbers == {ours.number, theirs.number}


def test_a_note_reaches_nobody_outside(client: Browser, works: Works, lin: CaseRow) -> None:
    enter(client, "futianhead")
    post(client, lin, "moves", key="n1", move="note", text="内部怀疑是职业索赔")
    post(client, lin, "moves", key="n2", move="accept")
    post(client, lin, "moves", key="n3", move="terminate", ground="C12-4", text="被投诉人拒绝调解")
    papers = client.get(f"/desk/api/cases/{lin.number}/papers").text
    assert "职业索赔" not in papers
    with works.read() as work:
        row = by_number(work, lin.number)
        assert row
        view = case_views(work, load_city("shenzhen"), [row])[0]
        assert "职业索赔" not in view.model_dump_json()
    told = take_all(works)
    assert told
    assert not any("职业索赔" in one.model_dump_json() for one in told)
