"""Money as people write it: with a unit, without one, as a price of something."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一共消费四百六，票都留着", "460.00"),
        ("两箱199，打开一股酒味", "199.00"),
        ("花160充了储值卡，卡里剩132", "160.00"),
        ("88退我，那瓶红水请拿去化验", "88.00"),
        ("充了2万", "20000.00"),
        ("骗了我妈3k", "3000.00"),
        ("点了份48的水煮牛肉，退一半", "48.00"),
        ("自助餐一百六十八一位，海胆化成水了", "168.00"),
        ("一盘结了一千三百二！", "1320.00"),
        ("限食日是6.30，288块", "288.00"),
        ("赔医药费640，麻辣烫吃的", "640.00"),
        ("预存两千，我要退剩下的1350", "2000.00"),
        ("麻团里有蚂蚁。三块五。", "3.50"),
        ("花了两千多块买保健品", "2000.00"),
        ("1,326元的发票", "1326.00"),
    ],
)
def test_a_sum_is_found_with_or_without_its_unit(text: str, value: str) -> None:
    found = findings(text, FindingKind.amount)

    assert value == (found[0].value if found else None)


@pytest.mark.parametrize(
    "text",
    [
        "吃到一块塑料",
        "三块肉都是臭的",
        "半块砖头",
        "回家一称少了三两",
        "打了12315没人接",
        "爷爷八十三，吃了熟食",
        "散白酒五块一斤，路边卖的",
        "编号末位是七七四零",
        "我住1702，楼上切菜",
        "去年2025的货",
        "1111",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert findings(text, FindingKind.amount) == []
