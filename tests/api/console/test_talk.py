"""The conversation on a case's page, and who gets what one person told in several cases."""

from collections.abc import Callable

from api.cases import evidence
from api.cases.tables import CaseRow
from api.contract.delivery import ClaimRequest, DeliveryReport
from api.contract.models import Facts, Reporter, Said, Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from api.outbox.service import claim
from api.outbox.service import report as report_on
from api.retention.deeds import remove_identity
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report

from .conftest import csrf_of, enter

File = Callable[..., list[CaseRow]]
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304", street="440304008")


def _page(case: CaseRow) -> str:
    return f"/desk/cases/{case.number}"


def _handler(works: Works, case: CaseRow) -> str:
    with works.read() as work:
        row = work.session.get_one(CaseRow, case.id)
    return str(row.handler_id).removeprefix("id-")


def test_an_identity_that_was_corrected_is_masked_as_well(
    client: Browser, works: Works, file: File, clock: SettableClock
) -> None:
    words = "我叫赵丽华，打0755-82345678，住罗湖区人民北路8号，锅里有虫。不对，我叫林晓"
    first = Reporter(name="赵丽华", phone="0755-82345678", address="罗湖区人民北路8号")
    said = Said(id="m1", at=clock(), text=words)
    repeated = Said(id="b1", at=clock(), text="姓名：赵丽华", from_citizen=False)
    matter = complaint().model_copy(update={"facts": FUTIAN})
    request = filing(matter, messages=(said,), talk=(said, repeated), earlier=(first,))
    case = file(request)[0]
    enter(client, _handler(works, case))
    page = client.get(_page(case)).text
    for secret in ("赵丽华", "82345678", "人民北路", "林晓"):
        assert secret not in page
    assert "姓名：赵**" in page
    form = {"csrf": csrf_of(client), "reason": "电话核实凭证"}
    shown = client.post(f"{_page(case)}/identity", data=form).text
    assert "人民北路8号" in shown
    assert "姓名：赵丽华" in shown


def test_no_digit_is_left_of_an_identity_that_was_taken_off_a_report(
    client: Browser, works: Works, file: File, clock: SettableClock
) -> None:
    words = "后厨有老鼠，我叫林晓，电话13800138000"
    said = Said(id="m1", at=clock(), text=words)
    matter = report().model_copy(update={"facts": FUTIAN})
    case = file(filing(matter, messages=(said,), talk=(said,)))[0]
    enter(client, _handler(works, case))
    assert "138****8000" in client.get(_page(case)).text
    with works.write() as work:
        remove_identity(work, work.session.get_one(CaseRow, case.id), actor="citizen")
    page = client.get(_page(case)).text
    assert "后厨有老鼠" in page
    for trace in ("林晓", "林*", "138*", "8000"):
        assert trace not in page


def test_the_conversation_shows_both_sides_photos_and_places_and_nothing_empty(
    client: Browser, works: Works, file: File, clock: SettableClock, photo: str
) -> None:
    talk = (
        Said(id="l1", at=clock(), text="火锅里有虫"),
        Said(id="l2", at=clock(), text="**别再吃了**，是哪一家店？", from_citizen=False),
        Said(id="l3", at=clock(), text="［位置］"),
        Said(id="l4", at=clock(), text="", photos=2),
    )
    matter = complaint().model_copy(update={"facts": FUTIAN})
    case = file(filing(matter, messages=talk[:1], talk=talk))[0]
    enter(client, _handler(works, case))
    form = {"csrf": csrf_of(client), "key": "k1", "move": "accept"}
    client.post(f"{_page(case)}/moves", data=form)
    said = Supplement(key="s1", channel=CHANNEL, at=clock(), evidence=(photo,))
    with works.write() as work:
        supplement(work, case.number, said)
    page = client.get(_page(case)).text
    for words in (
        "别再吃了，是哪一家店？",
        "［位置］",
        "［照片 2 张］",
        "已在聊天里通知对方。",
        "［照片 1 张］",
    ):
        assert f'<p class="said">{words}</p>' in page
    talked = page[page.index('class="talk"') :]
    talked = talked[: talked.index("</ol>")]
    assert talked.count('class="by"') == talked.count('class="said"') == 6


def test_a_notice_that_did_not_arrive_is_shown_with_the_reason_and_a_recording_to_save(
    client: Browser, works: Works, file: File, clock: SettableClock
) -> None:
    with works.write() as work:
        voice = evidence.store(work, b"OggS voice", "audio/ogg").id
    case = file(filing(report(facts=FUTIAN), evidence=(voice,)))[0]
    enter(client, _handler(works, case))
    form = {"csrf": csrf_of(client), "key": "k1", "move": "file"}
    client.post(f"{_page(case)}/moves", data=form)
    with works.write() as work:
        (due,) = claim(work, ClaimRequest(worker="w1", platforms=(CHANNEL.platform,)))
        said = DeliveryReport(
            worker="w1", delivered=False, dead=True, reason="blocked by the person"
        )
        report_on(work, due.id, said)
    page = client.get(_page(case)).text
    assert "没有送到对方的聊天里（对方停用了机器人）" in page
    assert f'<a href="/desk/evidence/{voice}" download>下载语音 1</a>' in page
    saved = client.get(f"/desk/evidence/{voice}")
    assert saved.content == b"OggS voice"
    assert saved.headers["content-disposition"] == 'attachment; filename="evidence.ogg"'
    assert saved.headers["x-content-type-options"] == "nosniff"


def test_what_one_message_made_two_cases_of_stays_with_one_handler(
    client: Browser, works: Works, file: File
) -> None:
    file(filing(report(facts=FUTIAN)))  # so that the loads differ
    matter = complaint().model_copy(update={"facts": FUTIAN})
    both = file(filing(matter, report(facts=FUTIAN)))
    more = file(filing(report(facts=FUTIAN), linked_to=both[0].number))
    assert len({_handler(works, case) for case in (*both, *more)}) == 1
    enter(client, "futianhead")
    assert f"关联案件 {both[0].number} 由" in client.get(_page(both[1])).text
