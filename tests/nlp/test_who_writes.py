"""Who writes weighs nothing for what befell somebody."""

import pytest

from nlp.intent.who_writes import without_writer
from nlp.pipeline import gatherer, load

_WHO = (
    "本人曾庆辉，手机13824391750，住宝安区西乡街道流塘路碧海居5栋1103。",
    "我叫林晓，电话13800138000，地址福田区景田花园3栋。",
    "姓名：王秀英，电话：13912345678，地址：龙岗区坂田街道五和花园2栋501\n",
)
_MATTERS = (
    "盐田海鲜街的渔家乐大排档，称斑节虾，说3斤2两，我拿回酒店一称才2斤半不到，当场找他他说是水分",
    "我妈今年七十三了，天天跑去听课，前几天才跟我讲买了一万二的什么松花粉胶囊，说是能治糖尿病",
    "我要举报两家店，都在福田区福民路。第一家阿强肠粉没有营业执照。第二家旺记烧腊后厨老鼠成群",
)


def _rest(text: str) -> str:
    facts = gatherer("shenzhen").facts(text)
    return without_writer(facts.reading, facts.findings)


@pytest.mark.parametrize("who", _WHO)
@pytest.mark.parametrize("matter", _MATTERS)
def test_kind_and_hazard_are_the_same_with_and_without_the_writer(who: str, matter: str) -> None:
    alone, told = (load("shenzhen").understand(text) for text in (matter, who + matter))

    assert told.kinds == alone.kinds
    assert told.hazards[:1] == alone.hazards[:1]
    assert any(one.kind == "phone" for one in told.findings)


def test_every_position_stays_the_same() -> None:
    text = _WHO[0] + _MATTERS[0]

    rest = _rest(text)

    assert len(rest) == len(text)
    assert rest.strip() == _MATTERS[0]
    assert "13824391750" not in rest
    assert "碧海居" not in rest


def test_a_message_that_says_no_more_than_who_is_left_as_it_is() -> None:
    assert _rest(_WHO[1]) == _WHO[1]


def test_a_clause_that_tells_of_the_matter_stays() -> None:
    assert "吃出苍蝇" in _rest(
        "我叫林晓13800138000昨天在老陈记吃出苍蝇，要求退款380元，老板不认账也不道歉"
    )


@pytest.mark.parametrize(
    "text",
    [
        "我愿意留联系方式，叫舒正华，13407152986",
        "我叫穆春生，13702158463，河西区友谊路平江里8门203",
    ],
)
def test_nobody_who_writes_is_taken_for_a_trader(text: str) -> None:
    told = load("shenzhen").understand(text)

    assert told.merchant is None
    assert any(one.kind == "phone" for one in told.findings)


def test_what_the_story_names_too_is_found_in_it() -> None:
    story = (
        gatherer("shenzhen").facts(f"{_WHO[0]}在宝安区前进二路的超市买了一袋大米，全是米虫").story
    )

    assert story is not None
    assert {"district", "food"} <= {one.kind for one in story.findings}
    assert not {"phone", "person"} & {one.kind for one in story.findings}
