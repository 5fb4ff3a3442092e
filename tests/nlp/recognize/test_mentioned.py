"""Who is only mentioned is not meant, and who is spoken to trades in nothing."""

import pytest

from tests.nlp.reading_of import understand


@pytest.mark.parametrize(
    ("text", "trader"),
    [
        ("原来打算去蜀香园的 排队太长 就去了对面的巴蜀人家火锅，毛肚里有铁丝", "巴蜀人家火锅"),
        ("我们平时都在好旺角超市买，那天好旺角关门了我就到对面的鲜多多生鲜买了虾", "鲜多多生鲜"),
        ("前天在茶满满奶茶店喝的没事，昨天在果然甜水果店买的西瓜是坏的", "果然甜水果店"),
        ("我平时都在好旺角超市买米，昨天买的有虫", "好旺角超市"),
        ("福田区上沙村启明技校食堂的饭里有蟑螂", "启明技校食堂"),
    ],
)
def test_the_one_that_is_meant_is_the_trader(text: str, trader: str) -> None:
    assert understand(text).merchant == trader


@pytest.mark.parametrize(
    "text",
    [
        "老妹儿我跟你说啊 菜里有个钢丝球",
        "买的面包长毛了 无语子",
        "西丽新围村 握手楼里面 一楼",
        "石龙村 第二工业区旁铁皮房",
        "公明上村 工业区里面",
        "阮阿嬷予人骗去啊",
    ],
)
def test_neither_people_nor_cries_nor_houses_are_traders(text: str) -> None:
    assert understand(text).merchant is None
