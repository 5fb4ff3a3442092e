"""Who is writing is personal data: it never becomes a fact of the matter."""

import pytest

from api.contract.models import Facts, Reporter
from bot.dialogue.conversation import Draft
from bot.dialogue.only_who import only_who
from bot.dialogue.turn import Heard
from tests.bot.dialogue.player import CITY, Player, means
from tests.bot.dialogue.reading import understood

WHO = [
    ("韩梅梅，13812345678，福田区景田花园3栋", ("韩梅梅", "13812345678", "福田区景田花园3栋")),
    ("李梅 13577778888", ("李梅", "13577778888", None)),
    ("王小鱼 13512345678 罗湖翠竹", ("王小鱼", "13512345678", "罗湖翠竹")),
    ("米娜13512345678福田区岗厦西坊5号", ("米娜", "13512345678", "福田区岗厦西坊5号")),
    ("小桃 13512345678 深圳市罗湖区黄贝岭", ("小桃", "13512345678", "深圳市罗湖区黄贝岭")),
    (
        "姓名：李梅，电话：13577778888，地址：福田区景田花园",
        ("李梅", "13577778888", "福田区景田花园"),
    ),
]
MORE = [
    "13577778888",
    "「强记」吃出虫，李梅 13577778888",
    "李梅 13577778888 昨天在强记吃出虫",
    "李梅",
    "不是福田，是罗湖 13577778888",
]
MATTERS = [
    "投诉，南山区「强记」吃出虫，要退款",
    "投诉，昨天在「强记」吃出虫，要退款",
    "吃到过期面包，要退钱",
    "我要投诉",
]


@pytest.mark.parametrize(("text", "expected"), WHO, ids=[text for text, _ in WHO])
def test_a_name_beside_a_number_is_who_is_writing(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    name, phone, address = expected
    heard = Heard(Player().message(text), means(), CITY)
    assert only_who(None, heard) == Reporter(name=name, phone=phone, address=address)


@pytest.mark.parametrize("text", MORE)
def test_what_tells_something_else_is_heard_whole(text: str) -> None:
    assert only_who(Draft(), Heard(Player().message(text), means(), CITY)) is None


@pytest.mark.parametrize("who", [text for text, _ in WHO])
@pytest.mark.parametrize("matter", MATTERS)
def test_no_fact_comes_of_who_is_writing(matter: str, who: str) -> None:
    player = Player()
    _say(player, matter)
    before = _facts(player)
    _say(player, who)
    assert _facts(player) == before
    assert player.conversation.draft is not None
    assert player.conversation.draft.reporter.phone is not None


@pytest.mark.parametrize("who", [text for text, _ in WHO])
def test_nor_where_it_is_the_first_thing_said(who: str) -> None:
    player = Player()
    _say(player, who)
    assert player.conversation.draft is None or _facts(player) == Facts(demand=())


def test_a_name_beside_a_story_is_no_food_of_it() -> None:
    player = Player()
    _say(player, "我叫李梅，13577778888，昨天在福田区梅林路「强记」吃出虫，要退款")
    facts = _facts(player)
    assert (facts.food, facts.merchant) == (None, "强记")


def test_the_place_is_what_is_said_after_the_address() -> None:
    player = Player()
    for text in ("投诉吃出虫", "「强记」", "吴凡 13612345678 福田区岗厦西坊", "罗湖黄贝岭"):
        _say(player, text)
    facts = _facts(player)
    assert (facts.merchant, facts.place, facts.district) == ("强记", "黄贝岭", "罗湖区")


def test_a_district_and_a_place_are_no_trader() -> None:
    player = Player()
    for text in ("吃到过期面包，要退钱", "罗湖黄贝岭"):
        _say(player, text)
    assert (_facts(player).merchant, _facts(player).place) == (None, "黄贝岭")


@pytest.mark.parametrize("text", ["福田区岗厦西坊5号", "岗厦西坊5号", "吴凡，福田区岗厦西坊5号"])
def test_the_number_of_a_house_is_no_day(text: str) -> None:
    player = Player()
    for said in ("投诉「强记」面包过期", text):
        _say(player, said)
    assert _facts(player).when is None


def test_a_day_of_the_month_is_one() -> None:
    player = Player()
    _say(player, "我5号在福田区梅林路「强记」买到过期面包，要退款")
    assert "5号" in (_facts(player).when or "")


def _say(player: Player, text: str) -> None:
    message = player.message(text)
    player.hear(message, understood(message, player.conversation.near))


def _facts(player: Player) -> Facts:
    assert player.conversation.draft is not None
    return player.conversation.draft.facts


@pytest.mark.parametrize("home", ["福田区岗厦西坊5号", "福田区岗厦西坊"])
def test_a_person_at_home_is_no_trader(home: str) -> None:
    player = Player()
    for text in ("投诉吃出虫，要退钱", f"李梅，{home}"):
        _say(player, text)
    assert (_facts(player).merchant, _facts(player).place) == (None, None)


@pytest.mark.parametrize("words", ["锅里的虫", "后厨的蟑螂", "这是小票", "汤里的钢丝球"])
@pytest.mark.parametrize("known", ["", "李梅 13577778888"], ids=["all", "address"])
def test_what_a_photo_shows_is_nobodys_address(known: str, words: str) -> None:
    player = Player()
    for text in filter(None, ("昨天在福田区梅林路「强记」吃出虫，要退款20元", known)):
        _say(player, text)
    shown = player.message(words, photos=1)
    player.hear(shown, understood(shown, player.conversation.near))
    _say(player, "李梅 13577778888 福田区岗厦西坊5号")
    assert player.conversation.draft is not None
    assert player.conversation.draft.reporter.address == "福田区岗厦西坊5号"


def test_words_of_what_was_wrong_are_no_address_without_a_photo_either() -> None:
    player = Player()
    for text in ("昨天在福田区梅林路「强记」吃出虫，要退款20元", "李梅 13577778888", "锅里的虫"):
        _say(player, text)
    assert player.conversation.draft is not None
    assert player.conversation.draft.reporter.address is None
