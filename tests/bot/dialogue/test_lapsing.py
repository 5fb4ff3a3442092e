"""A draft that nobody goes on with: a reminder, then the shelf, and back from it."""

from datetime import UTC, datetime, timedelta

from api.contract.codes import VolunteerKind, VolunteerStanding
from api.contract.volunteers import VolunteerOut
from bot.dialogue import Conversation, Stage, wake, wake_at
from bot.dialogue.volunteering import told_standing
from tests.bot.dialogue.player import Player, means, text_of

RICE = {"kinds": ["complaint"], "hazards": ["foreign_object"], "food": "米"}
DAY = timedelta(days=1)


def _begun() -> Player:
    player = Player()
    player.hear(player.message("我要投诉，买的米里有虫"), means(**RICE))
    return player


def _wake(player: Player) -> str:
    due = wake_at(player.conversation)
    assert due is not None
    early = wake(player.conversation, due - timedelta(seconds=1))
    assert (early.conversation, early.replies) == (player.conversation, ())
    turn = wake(player.conversation, due)
    player.conversation = Conversation.model_validate_json(turn.conversation.model_dump_json())
    player.replies, player.at = turn.replies, due
    return text_of(turn.replies)


def _shelved() -> Player:
    player = _begun()
    _wake(player)
    _wake(player)
    assert player.conversation.draft is None
    return player


def test_it_is_spoken_of_once_by_day_before_a_day_is_over() -> None:
    player = _begun()
    began = player.at

    assert "没有提交" in _wake(player)
    assert began < player.at <= began + DAY
    assert 0 <= (player.at + timedelta(hours=8)).hour - 8 < 13
    assert _wake(player) == ""
    assert player.at == began + DAY


def test_the_reminder_never_comes_at_night() -> None:
    for hour in range(24):
        player = Player(at=datetime(2026, 11, 21, hour, tzinfo=UTC))
        player.hear(player.message("我要投诉，买的米里有虫"), means(**RICE))
        due = wake_at(player.conversation)
        assert due is not None
        here = (due + timedelta(hours=8)).hour
        assert 8 <= here < 21 or due == player.at + DAY


def test_its_buttons_go_on_or_drop_it() -> None:
    player = _begun()
    _wake(player)
    assert "哪一家" in text_of(player.press("继续填写"))

    other = _begun()
    _wake(other)
    other.press("取消")
    other.hear(other.message("取消"), means())
    assert other.conversation.draft is None
    assert wake_at(other.conversation) is None


def test_go_on_takes_it_from_the_shelf_with_all_that_was_told() -> None:
    player = _shelved()

    said = text_of(player.hear(player.message("继续"), means()))

    assert "没填完的内容还在" in said
    assert player.conversation.stage is Stage.collecting
    assert player.conversation.draft is not None
    assert player.conversation.draft.facts.food == "米"


def test_an_answer_that_comes_late_is_still_one() -> None:
    player = _shelved()

    said = text_of(player.hear(player.message("惠民超市"), means(merchant="惠民超市")))

    assert "没填完的内容还在" in said
    assert player.conversation.draft is not None
    assert player.conversation.draft.facts.merchant == "惠民超市"


def test_a_greeting_and_a_question_leave_it_there() -> None:
    player = _shelved()

    player.hear(player.message("你好"), means())
    player.hear(player.message("进度"), means())

    assert player.conversation.draft is None
    assert player.conversation.shelved is not None


def test_a_new_matter_is_filed_and_the_old_one_still_lies_there() -> None:
    player = _shelved()
    rats = means(kinds=["report"], hazards=["hygiene"], merchant="好味面馆", place="东门中路2号")

    player.hear(player.message("东门中路2号好味面馆有老鼠"), rats)
    player.press("匿名提交")
    assert len(player.tracker.cases) == 1
    player.hear(player.message("继续"), means())

    assert player.conversation.draft is not None
    assert player.conversation.draft.facts.food == "米"


def test_after_a_month_it_is_forgotten() -> None:
    player = _shelved()

    assert _wake(player) == ""

    assert player.conversation.shelved is None
    assert wake_at(player.conversation) is None


def test_nobody_is_woken_without_a_draft() -> None:
    player = Player()
    player.hear(player.message("你好"), means())

    assert wake_at(player.conversation) is None
    assert wake(player.conversation, player.at + DAY).replies == ()


def _volunteer(player: Player) -> None:
    rider = VolunteerOut(
        standing=VolunteerStanding.approved, kind=VolunteerKind.rider, number="0371"
    )
    player.tracker.volunteer = rider
    player.conversation = told_standing(player.conversation, rider)


def test_what_a_volunteer_asks_for_leaves_the_shelf_alone() -> None:
    player = _shelved()
    _volunteer(player)

    said = text_of(player.hear(player.message("我的线索"), means()))

    assert "线索" in said
    assert "上次" not in said
    assert player.conversation.draft is None
    assert player.conversation.shelved is not None


def test_a_tip_lapses_as_any_draft_and_is_taken_up_where_it_was() -> None:
    player = Player()
    _volunteer(player)
    player.hear(player.message("", photos=1), means())
    assert player.conversation.stage is Stage.tipping
    assert "没有提交" in _wake(player)
    _wake(player)
    assert (player.conversation.stage, player.conversation.draft) == (Stage.idle, None)

    player.hear(player.message("继续"), means())

    assert player.conversation.stage is Stage.tipping
    assert player.conversation.draft is not None
    assert len(player.conversation.draft.evidence) == 1


def test_what_a_shrug_was_given_for_is_forgotten_after_a_day() -> None:
    player = Player()
    player.hear(player.message("福田区有家养老院"), means(kinds=["chat"], district="福田区"))
    kept = player.conversation
    assert kept.shrugged is not None
    assert kept.draft is None
    due = wake_at(kept)

    assert due is not None
    assert wake(kept, due - timedelta(seconds=1)).conversation.shrugged is not None
    forgotten = wake(kept, due).conversation
    assert forgotten.shrugged is None
    assert wake_at(forgotten) is None
