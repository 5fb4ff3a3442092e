"""What happens when a person comes back, or the tracker or the channel stumbles."""

from datetime import timedelta

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from api.contract.models import Reporter
from bot.dialogue import AddToCase, Conversation, FileCases, note_delivered, step
from bot.dialogue.ill_count import ill_in_all, more_ill
from bot.dialogue.turn import key_of
from bot.wording.deadlines import explained
from tests.bot.dialogue.player import CITY, Player, kinds_of, means, text_of

RICE = {"kinds": ["complaint"], "hazards": ["foreign_object"], "food": "米"}


def test_a_draft_of_yesterday_is_taken_up_with_a_reminder() -> None:
    player = Player()
    player.hear(player.message("我要投诉，买的米里有虫"), means(**RICE))
    player.at += timedelta(hours=30)
    said = text_of(player.hear(player.message("惠民超市"), means()))
    assert "11月21日没填完的内容还在" in said
    assert "店在哪里" in said
    assert player.conversation.draft is not None
    assert player.conversation.draft.facts.food == "米"


def test_a_new_matter_puts_the_draft_of_yesterday_down() -> None:
    player = Player()
    player.hear(player.message("我要投诉，买的米里有虫"), means(**RICE))
    player.at += timedelta(hours=30)
    rats = means(kinds=["report"], hazards=["hygiene"], merchant="好味面馆", place="东门")
    said = text_of(player.hear(player.message("东门好味面馆有老鼠"), rats))
    assert "先放下了" in said
    assert player.conversation.draft is not None
    assert player.conversation.draft.facts.food is None


def test_the_key_of_a_request_is_the_same_when_a_step_is_repeated() -> None:
    player = Player()
    message = player.message("建议多设快检点")
    first, again = (
        step(Conversation(), message, means(kinds=["suggestion"]), CITY) for _ in range(2)
    )
    assert isinstance(first.request, FileCases)
    assert isinstance(again.request, FileCases)
    assert first.request.body.key == again.request.body.key


def test_two_chats_with_the_same_message_number_have_different_keys() -> None:
    message = Player().message("你好")
    assert key_of(message) != key_of(message.model_copy(update={"address": "chat-2"}))
    assert key_of(message) != key_of(message.model_copy(update={"platform": Platform.telegram}))


def test_no_address_stands_in_a_key() -> None:
    message = Player().message("你好").model_copy(update={"address": "138001380001"})
    assert "138001380001" not in key_of(message)


def test_photos_beyond_one_filing_follow_as_a_supplement() -> None:
    player = Player()
    player.hear(
        player.message("新洲路鲜果店卖烂水果"),
        means(kinds=["report"], hazards=["spoilage"], merchant="鲜果店", place="新洲路"),
    )
    for _ in range(4):
        player.hear(player.message(photos=10), means())
    player.hear(player.message("提交"), means())
    assert kinds_of(player.tracker) == [Kind.report]
    assert next(iter(player.tracker.cases.values())).evidence == 40


def test_everything_said_goes_with_the_filing() -> None:
    player = Player()
    player.hear(
        player.message("字" * 45_000),
        means(kinds=["report"], hazards=["spoilage"], merchant="鲜果店", place="新洲路"),
    )
    player.press("匿名提交")
    said = next(iter(player.tracker.said.values()))
    assert "".join(said).count("字") == 45_000


def test_a_conversation_of_another_version_still_loads_its_cases_and_questions() -> None:
    old = {
        "version": 0,
        "stage": "unknown-stage",
        "cases": ["SZ-20261121-0001"],
        "questions": [{"number": "SZ-20261121-0001", "text": "哪天？", "extra": 1}],
    }
    loaded = Conversation.model_validate(old)
    assert loaded.cases == ("SZ-20261121-0001",)
    assert loaded.questions[0].text == "哪天？"
    assert Conversation.model_validate({}) == Conversation()


def test_a_closed_case_asks_nothing_until_it_is_sent_back() -> None:
    player = Player()
    notice = Notice(
        template=Template.question,
        number="SZ-1",
        kind=Kind.report,
        office="景田所",
        at=player.at,
        text="哪天？",
    )
    asked = note_delivered(Conversation(), notice)
    assert [question.text for question in asked.questions] == ["哪天？"]
    closed = note_delivered(asked, notice.model_copy(update={"template": Template.closed}))
    assert closed.questions == ()
    assert closed.ended == ("SZ-1",)
    papers = note_delivered(closed, notice.model_copy(update={"template": Template.papers_asked}))
    assert [question.number for question in papers.questions] == ["SZ-1"]
    again = note_delivered(closed, notice.model_copy(update={"template": Template.sent_back}))
    assert again.ended == ()


def test_a_refused_photo_beside_a_good_one_is_named_and_the_good_one_kept() -> None:
    player = Player()
    said = text_of(player.hear(player.message(photos=1, refused=["too_large"]), means()))
    assert "太大" in said
    assert "已收到 1 张" in said


def test_an_officers_question_is_not_forgotten_over_a_new_report() -> None:
    player = Player()
    player.hear(
        player.message("新洲路鲜果店卖烂水果"),
        means(kinds=["report"], hazards=["spoilage"], merchant="鲜果店", place="新洲路"),
    )
    player.delivered(
        Notice(
            template=Template.question,
            number="SZ-1",
            kind=Kind.report,
            office="景田所",
            at=player.at,
            text="哪天买的？",
        )
    )
    said = text_of(player.press("匿名提交"))
    assert "还在等您回答" in said
    assert "哪天买的？" in said


def test_somebody_who_disagrees_with_an_end_gets_a_person_who_sees_the_case() -> None:
    player = Player(conversation=Conversation(cases=("SZ-1",), ended=("SZ-1",)))
    player.hear(player.message("我不服，怎么办"), means(kinds=["query"]))
    asked = player.tracker.requests[-1]
    assert isinstance(asked, FileCases)
    assert asked.body.linked_to == "SZ-1"


def test_who_leaves_a_name_after_an_emergency_is_added_to_it_with_phone_and_name() -> None:
    player = Player()
    player.hear(
        player.message("景田路快乐幼儿园4个孩子呕吐"),
        means(kinds=["report"], emergency=True, merchant="快乐幼儿园", place="景田路"),
    )
    player.hear(player.message("取消"), means())
    player.hear(player.message("李雷，13500135000"), means())
    added = player.tracker.requests[-1]
    assert isinstance(added, AddToCase)
    assert added.body.reporter == Reporter(name="李雷", phone="13500135000")


def test_more_ill_people_are_counted_only_where_more_are_told() -> None:
    assert more_ill("又多了5个人在抢救！") == 5
    assert more_ill("还有十二个孩子送去医院了") == 12
    assert more_ill("又有两个住院了") == 2
    assert more_ill("还有3个人在店里吃饭") == 0
    assert more_ill("还有3个人会送医院吗？") == 0
    assert ill_in_all("现在一共有八个人不舒服") == 8
    assert ill_in_all("一共花了200元，3个人吃坏肚子") == 0


def test_a_clock_that_stopped_is_not_explained_any_more() -> None:
    player = Player()
    player.hear(
        player.message("新洲路鲜果店卖烂水果"),
        means(kinds=["report"], hazards=["spoilage"], merchant="鲜果店", place="新洲路"),
    )
    player.press("匿名提交")
    view = player.tracker.cases["SZ-20261121-0001"]
    assert "核查" in explained(view)
    stopped = tuple(d.model_copy(update={"stopped_at": player.at}) for d in view.deadlines)
    assert "没有在计算的期限" in explained(view.model_copy(update={"deadlines": stopped}))
