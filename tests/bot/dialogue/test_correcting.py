"""Corrections as people say them."""

import pytest

from api.contract.codes import Demand, Hazard, Kind, Platform
from api.contract.models import ChannelRef, Facts, Reporter, Said
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.correcting import correct
from bot.dialogue.filing import file_draft
from bot.dialogue.turn import Heard
from tests.bot.dialogue.player import CITY, Player, means

DRAFT = Draft(
    facts=Facts(
        merchant="老陈记火锅",
        place="景田北街12号",
        district="福田区",
        when="昨晚",
        food="牛肉",
        people_ill=3,
        amount=38.0,
    ),
    reporter=Reporter(name="林晓", phone="13800138000", address="景田花园3栋"),
)
CORRECTIONS = [
    ("不是福田，是罗湖", "district", "罗湖区"),
    ("不是福田是南山区", "district", "南山区"),
    ("是景田南街不是景田北街", "place", "景田南街12号"),
    ("不是12号，是15号", "place", "景田北街15号"),
    ("店名是百果园", "merchant", "百果园"),
    ("店名错了，是老李记", "merchant", "老李记"),
    ("把老陈记改成老成记", "merchant", "老成记火锅"),
    ("电话错了是13900139000", "phone", "13900139000"),
    ("名字错了，应该是林小晓", "name", "林小晓"),
    ("我的地址是翠竹苑2栋", "address", "翠竹苑2栋"),
    ("时间是前天中午", "when", "前天中午"),
    ("不是3个人，是5个人", "people_ill", "5"),
    ("金额是58元", "amount", "58"),
    ("不是牛肉，是羊肉", "food", "羊肉"),
    ("唔系琴日，系前日", "when", "前日"),
]
NO_CORRECTIONS = [
    "昨天吃的",
    "提交",
    "这家店真的是太过分了",
    "我不是很清楚",
    "是的",
    "你们是不是骗人的",
]


def heard(text: str) -> Heard:
    return Heard(Player().message(text), means(), CITY)


@pytest.mark.parametrize(("text", "field", "value"), CORRECTIONS, ids=[c[0] for c in CORRECTIONS])
def test_a_correction_changes_exactly_its_item(text: str, field: str, value: str) -> None:
    done = correct(DRAFT, heard(text))
    assert done is not None
    assert (done.field, done.value) == (field, value)
    before = DRAFT.facts.model_dump() | DRAFT.reporter.model_dump()
    after = done.draft.facts.model_dump() | done.draft.reporter.model_dump()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {field}


def test_a_place_in_another_district_moves_the_district_too() -> None:
    done = correct(DRAFT, heard("不是福田景田，是罗湖黄贝岭"))
    assert done is not None
    assert (done.draft.facts.district, done.draft.facts.place) == ("罗湖区", "黄贝岭")
    road = correct(DRAFT, heard("地点是宝安南路12号"))
    assert road is not None
    assert (road.draft.facts.district, road.draft.facts.place) == ("福田区", "宝安南路12号")


def test_a_claim_taken_back_for_another_is_gone() -> None:
    draft = DRAFT.but(facts=DRAFT.facts.model_copy(update={"demand": (Demand.refund,)}))
    done = correct(draft, heard("不退款了，换一个就行"))
    assert done is not None
    assert done.draft.facts.demand == (Demand.replace,)


def test_what_is_wrong_is_another_thing_when_that_is_said() -> None:
    said = Said(id="1", text="买的面包发霉了", at=Player().message("").at, from_citizen=True)
    draft = DRAFT.but(hazards=(Hazard.spoilage, Hazard.service), said=(said,))
    text = "不是发霉，是有虫"
    meant = means(hazards=(Hazard.foreign_object,))
    done = correct(draft, Heard(Player().message(text), meant, CITY))
    assert done is not None
    assert done.draft.hazards == (Hazard.foreign_object, Hazard.service)
    assert done.draft.amended == ("有虫",)


@pytest.mark.parametrize("text", NO_CORRECTIONS)
def test_what_corrects_nothing_is_not_taken_as_a_correction(text: str) -> None:
    assert correct(DRAFT, heard(text)) is None


def test_a_corrected_district_takes_its_code_only_from_the_message() -> None:
    told = Heard(
        Player().message("不是福田，是罗湖"), means(district="罗湖区", division="440303"), CITY
    )
    done = correct(DRAFT, told)
    assert done is not None
    assert done.draft.facts.division == "440303"


def test_an_identity_that_was_corrected_goes_along_to_be_hidden() -> None:
    first = DRAFT.reporter
    told = DRAFT.but(kinds=(Kind.complaint,))
    for words in ("名字错了，应该是林小晓", "电话错了是13900139000"):
        done = correct(told, heard(words))
        assert done is not None
        told = done.draft
    channel = ChannelRef(platform=Platform.web, address="chat")
    filed = file_draft(Conversation(key="k"), told, channel)[1].body
    assert filed.earlier == (first, first.model_copy(update={"name": "林小晓"}))
    hidden = file_draft(Conversation(key="k"), told.but(anonymous=True), channel)[1].body
    assert hidden.reporter is None
    assert hidden.earlier == (*filed.earlier, told.reporter)


def test_what_is_only_added_to_an_identity_replaces_nothing() -> None:
    told = Draft().but(reporter=Reporter(name="林晓"))
    told = told.but(reporter=Reporter(name="林晓", phone="13800138000"))
    assert told.earlier == ()
