"""Words that the check objects to stay inside, until somebody answers for them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.contract.codes import Mark, Move, Template
from api.contract.models import ChannelRef, Facts, Platform, Reporter
from api.kit.errors import Conflict, Forbidden, Unfit
from api.kit.work import Works
from api.outbox.service import CITIZEN
from api.outbox.tables import OutboxRow
from api.verify import faults
from tests.fakes.filing import LIN, complaint, report

Desk = Callable[..., CaseRow]
Open = Callable[..., CaseRow]
GOOD = "您好，我们已经联系商家，最晚在12月1日前告诉您结果。"
HARSH = "你必须等我们联系，有结果再说。"
LEAK = "有事请联系店主王先生，电话13912345678。"


@pytest.fixture
def case(open_one: Open, desk: Desk) -> CaseRow:
    opened = open_one(complaint().model_copy(update={"facts": Facts(division="440304")}))
    desk("futian", opened.number, Move.note, text="已经看过")
    return opened


def refusal(desk: Desk, who: str, case: CaseRow, move: Move, **fields: Any) -> Unfit:
    with pytest.raises(Unfit) as caught:
        desk(who, case.number, move, **fields)
    assert caught.value.status == 422
    return caught.value


def told(works: Works, template: Template) -> list[str]:
    with works.read() as work:
        rows = select(OutboxRow.recipient).where(OutboxRow.template == template)
        return sorted(set(work.session.exec(rows)))


def kinds(works: Works, case: CaseRow) -> list[str]:
    with works.read() as work:
        return [str(one.kind) for one in events(work, case.id)]


def marks(works: Works, case: CaseRow) -> list[str]:
    with works.read() as work:
        row = by_number(work, case.number)
        assert row is not None
        return row.marks


def test_a_good_letter_goes_out(works: Works, desk: Desk, case: CaseRow) -> None:
    desk("futian", case.number, Move.reply, text=GOOD, anyway=False)

    assert kinds(works, case)[-1] == "replied"


def test_a_warning_goes_out_when_its_writer_says_so(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    found = refusal(desk, "futian", case, Move.reply, text=HARSH, anyway=False)

    assert found.code == "text_doubtful"
    assert {one["rule"] for one in found.more["objections"]} == {"Q51"}
    assert "replied" not in kinds(works, case)
    desk("futian", case.number, Move.reply, text=HARSH, anyway=True)
    assert kinds(works, case)[-1] == "replied"


def test_what_is_blocked_does_not_go_out_by_its_writer_alone(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    found = refusal(desk, "futian", case, Move.reply, text=LEAK, anyway=True)

    assert found.code == "text_blocked"
    assert told(works, Template.replied) == []


def test_notes_are_nobodys_business(works: Works, desk: Desk, case: CaseRow) -> None:
    desk("futian", case.number, Move.note, text=LEAK, anyway=False)

    assert kinds(works, case)[-1] == "noted"


def test_a_supervisor_lets_it_out_with_a_reason_and_all_is_on_record(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    desk("futian", case.number, Move.reply, text=LEAK, override=True, key="once")
    desk("futian", case.number, Move.reply, text=LEAK, override=True, key="once")

    assert kinds(works, case).count("override_asked") == 1
    assert Mark.override_asked in marks(works, case)
    assert told(works, Template.replied) == []
    assert "officer:ftboss" in told(works, Template.override_asked)
    assert "officer:futian" not in told(works, Template.override_asked)

    desk("ftboss", case.number, Move.override, text="店主书面同意公开")

    with works.read() as work:
        asked, let_out, sent = thread(work, case.id)[-3:]
        assert (asked.actor, let_out.actor, sent.actor) == (
            "officer:futian",
            "officer:ftboss",
            "officer:futian",
        )
        assert let_out.text == "店主书面同意公开"
        assert (sent.kind, sent.text) == ("replied", LEAK)
        assert sent.data["let_out_by"] == "ftboss"
        assert "Q62" in asked.data["rules"]
        assert LEAK not in str([one.data for one in (asked, let_out, sent)])
        assert list(faults(work)) == []
    assert Mark.override_asked not in marks(works, case)
    assert told(works, Template.replied) == [CITIZEN]
    assert "officer:futian" in told(works, Template.overridden)


def test_a_decision_that_waits_is_made_when_it_is_let_out(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    fields = {"ground": "C03-4", "text": f"超过三年。{LEAK}", "override": True}
    desk("futian", case.number, Move.refuse, **fields)
    after = desk("ftboss", case.number, Move.override, text="电话已公开")

    assert after.state == "refused"
    with works.read() as work:
        sent = [one for one in thread(work, case.id) if one.kind == "refused"]
        assert [one.data["let_out_by"] for one in sent] == ["ftboss"]
        assert sent[0].data["ground"] == "C03-4"
        assert list(faults(work)) == []


def test_nobody_lets_out_words_of_their_own(works: Works, desk: Desk, case: CaseRow) -> None:
    desk("ftboss", case.number, Move.reply, text=LEAK, override=True)

    for move in (Move.override, Move.reject_override):
        with pytest.raises(Forbidden) as own:
            desk("ftboss", case.number, move, text="我同意")
        assert own.value.code == "own_request"
    with pytest.raises(Forbidden) as role:
        desk("futian", case.number, Move.override, text="我同意")
    assert role.value.code == "role"
    assert told(works, Template.replied) == []
    assert "officer:top" in told(works, Template.override_asked)
    desk("top", case.number, Move.override, text="核实过")
    assert kinds(works, case)[-1] == "replied"


def test_a_supervisor_gives_it_back_and_its_writer_is_told(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    desk("futian", case.number, Move.reply, text=LEAK, override=True)
    desk("ftboss", case.number, Move.reject_override, text="去掉电话再发")

    assert told(works, Template.replied) == []
    assert "officer:futian" in told(works, Template.override_rejected)
    with pytest.raises(Conflict):
        desk("ftboss", case.number, Move.override, text="又同意")


def test_newer_words_take_the_place_of_those_that_wait(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    desk("futian", case.number, Move.reply, text=LEAK, override=True)
    desk("futian", case.number, Move.reply, text=GOOD)

    assert Mark.override_asked not in marks(works, case)
    with pytest.raises(Conflict):
        desk("ftboss", case.number, Move.override, text="同意")


def test_asking_for_a_release_of_a_good_letter_just_sends_it(
    works: Works, desk: Desk, case: CaseRow
) -> None:
    desk("futian", case.number, Move.reply, text=GOOD, override=True)

    assert kinds(works, case)[-1] == "replied"


def test_the_trader_hears_of_no_report(works: Works, desk: Desk, open_one: Open) -> None:
    """Complaint and report of one message: what goes on the form to the trader is silent."""
    one = open_one(complaint(), report())
    desk("onduty", one.number, Move.accept)
    fields = {"ground": "C12-3", "text": "双方谈不拢，您的举报我们另外在查。"}

    found = refusal(desk, "onduty", one, Move.terminate, **fields)

    assert [o["rule"] for o in found.more["objections"] if o["severity"] == "block"] == ["Q65"]


def test_a_tied_case_gives_nobody_away(works: Works, desk: Desk, open_one: Open) -> None:
    """Of two people's reports on one matter, neither learns who the other is."""
    who = ChannelRef(platform=Platform.web, address="another")
    wang = Reporter(name="王小明", phone="13700137000")
    first = open_one(report(), channel=who, reporter=wang, key="f2")
    second = open_one(report(), reporter=LIN)
    with works.write() as work:
        lead = by_number(work, first.number)
        row = by_number(work, second.number)
        assert lead is not None
        assert row is not None
        row.lead_id = lead.id
        work.session.add(row)

    found = refusal(
        desk, "onduty", second, Move.reply, text="王小明也反映过，我们正在核查，12月1日前告知。"
    )

    assert "Q64" in {one["rule"] for one in found.more["objections"]}
    assert "王小明" not in str(found.more)
