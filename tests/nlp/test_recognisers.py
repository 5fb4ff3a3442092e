"""One table per recogniser: what is written, what is found."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("我电话13800001111", "13800001111"),
        ("138 0000 1111 王", "13800001111"),
        ("１３８００００１１１１", "13800001111"),
        ("138****1111", "138****1111"),
        ("店里电话0755-12345678", "075512345678"),
        ("+86 138-0000-1111", "13800001111"),
    ],
)
def test_a_phone_number_is_found(text: str, value: str) -> None:
    assert [value] == [one.value for one in findings(text, FindingKind.phone)]


@pytest.mark.parametrize("text", ["订单号138000011112222", "一共1380元", "编号12345"])
def test_other_numbers_are_no_phone(text: str) -> None:
    assert findings(text, FindingKind.phone) == []


def test_an_identity_number_is_found_and_its_check_digit_raises_the_score() -> None:
    right, wrong = "11010519491231002X", "110105194912310021"

    assert findings(f"身份证{right}", FindingKind.id_number)[0].score > 0.9
    assert findings(f"身份证{wrong}", FindingKind.id_number)[0].score < 0.9


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SZ-20261121-0007", "SZ202611210007"),
        ("ｓｚ－２０２６１１２１－０００７", "SZ202611210007"),
        ("sz 20261121 ooo7 查一下", "SZ202611210007"),
        ("编号是SZ二零二六一一二一零零零七", "SZ202611210007"),
        ("SZ2O261121OOO7", "SZ202611210007"),
        ("SZ-2026-1121-0007", "SZ202611210007"),
        ("尾号0007的那个", "0007"),
        ("尾号幺幺零七", "1107"),
        ("单号：PT202611030012", "PT202611030012"),
    ],
)
def test_a_case_number_is_found_in_odd_forms(text: str, value: str) -> None:
    assert [value] == [one.value for one in findings(text, FindingKind.case_no)]


@pytest.mark.parametrize(
    "text", ["手机尾号1234", "花了20261121块", "2026年11月21日吃的", "12345热线"]
)
def test_other_numbers_are_no_case_number(text: str) -> None:
    assert findings(text, FindingKind.case_no) == []


@pytest.mark.parametrize(
    "text",
    [
        "K7QM-2F9D-XW4T-8HPA",
        "查询码 k7qm-2f9d-xw4t-8hpa",
        "k7qm 2f9d xw4t 8hpa",
        "Ｋ７ＱＭ－２Ｆ９Ｄ－ＸＷ４Ｔ－８ＨＰＡ",
        "K7QM2F9DXW4T8HPA",
    ],
)
def test_a_receipt_code_is_found_however_it_is_joined(text: str) -> None:
    assert [one.value for one in findings(text, FindingKind.receipt_code)] == [
        "K7QM-2F9D-XW4T-8HPA"
    ]


def test_a_code_with_a_letter_outside_the_alphabet_is_none() -> None:
    assert findings("K7QM-2F9D-XW4T-8HP0", FindingKind.receipt_code) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("花了58元", "58.00"),
        ("付了一百二", "120.00"),
        ("一共两百多块", "200.00"),
        ("充了1千5块", "1500.00"),
        ("买了三块五的豆腐", "3.50"),
        ("实付¥39.9", "39.90"),
        ("要求赔1000元，当时花了25元", "25.00"),
        ("骗了我妈1.2万元", "12000.00"),
        ("收咗我八十蚊", "80.00"),
    ],
)
def test_the_sum_paid_is_found(text: str, value: str | None) -> None:
    found = findings(text, FindingKind.amount)

    assert value == (found[0].value if found else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一家三口吃完上吐下泻", "3"),
        ("我们公司十几个人食物中毒", "10"),
        ("我和我老公吃完都拉肚子", "2"),
        ("吃完拉肚子", "1"),
        ("全班二十多个学生呕吐", "20"),
        ("5个人吃饭，两个人吐了", "2"),
        ("我们三个人去吃饭，菜里有虫", None),
        ("没有人拉肚子", None),
        ("会不会拉肚子啊", None),
    ],
)
def test_the_number_of_the_ill_is_the_lower_bound(text: str, value: str | None) -> None:
    found = findings(text, FindingKind.people_ill)

    assert value == (found[0].value if found else None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("昨晚在那吃的", "昨晚", "2026-11-20 evening"),
        ("上周三中午吃的", "上周三中午", "2026-11-11 noon"),
        ("3号买的", "3号", "2026-11-03"),
        ("11月20日晚上8点", "11月20日晚上8点", "2026-11-20T20:00"),
        ("2026-11-19买的", "2026-11-19", "2026-11-19"),
        ("三天前点的外卖", "三天前", "2026-11-18"),
        ("琴晚食嘅", "琴晚", "2026-11-20 evening"),
        ("去年10月份", "去年10月份", "2025-10"),
        ("12月3日买的", "12月3日", "2025-12-03"),
        ("昨儿个下午在他家吃的", "昨儿个下午", "2026-11-20 afternoon"),
        ("晚上12点以后偷偷干", "晚上12点以后", "晚上12点以后"),
    ],
)
def test_a_time_becomes_a_moment_with_its_precision(text: str, words: str, value: str) -> None:
    found = findings(text, FindingKind.when)[0]

    assert (words, value) == (found.text, found.value)


@pytest.mark.parametrize("text", ["刚才买的", "景田北街12号", "保质期到11月20日", "7天无理由"])
def test_what_names_no_time_of_the_matter_is_none(text: str) -> None:
    assert findings(text, FindingKind.when) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在「老陈记牛肉火锅」吃的", "老陈记牛肉火锅"),
        ("福田区景田北街12号老陈记", "老陈记"),
        ("我在阿香米线店吃的", "阿香米线店"),
        ("昨天去肯德基吃炸鸡", "肯德基"),
        ("举报万丰路88号的张记豆腐坊", "张记豆腐坊"),
        ("在好又多超市（景田店）买的", "好又多超市（景田店）"),
        ("店名叫小明烤鱼", "小明烤鱼"),
        ("川味小炒", "川味小炒"),
        ("阿香米线店里有老鼠", "阿香米线店"),
        ("点了老陈记牛肉火锅店外卖", "老陈记牛肉火锅店"),
        ("投诉钱大妈卖臭肉", "钱大妈"),
    ],
)
def test_a_trader_is_found(text: str, name: str) -> None:
    assert name == findings(text, FindingKind.merchant)[0].text


@pytest.mark.parametrize(
    "text",
    [
        "这家火锅店太脏",
        "楼下超市卖过期奶",
        "学校食堂有虫",
        "在一家饭店吃坏肚子",
        "美团上买的",
        "那个店",
        "我不知道店名",
    ],
)
def test_a_kind_of_shop_is_no_name(text: str) -> None:
    assert findings(text, FindingKind.merchant) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("是景田南街不是北街", "景田南街"),
        ("福田区景田北街12号老陈记", "景田北街12号"),
        ("宝安区沙井街道万丰路88号", "沙井街道万丰路88号"),
        ("万象城旁边", "万象城旁边"),
        ("在科苑地铁站附近", "科苑地铁站附近"),
    ],
)
def test_a_place_is_found(text: str, place: str) -> None:
    assert place in [one.text for one in findings(text, FindingKind.place)]


@pytest.mark.parametrize("text", ["校门口", "马路边", "这条街", "走路去的", "村里"])
def test_a_word_for_any_place_is_none(text: str) -> None:
    assert findings(text, FindingKind.place) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我叫王小明", "王小明"),
        ("林女士，林晓，13800001111 地址景田XX花园", "林晓"),
        ("姓名：欧阳文博", "欧阳文博"),
        ("李建国 13900002222", "李建国"),
        ("我姓陈", "陈"),
    ],
)
def test_the_writers_name_is_found(text: str, name: str) -> None:
    assert name == findings(text, FindingKind.person)[0].text


@pytest.mark.parametrize("text", ["匿名", "谢谢", "高价买的牛肉", "福田区", "不用了", "老陈记"])
def test_other_words_are_no_name(text: str) -> None:
    assert findings(text, FindingKind.person) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("林女士，林晓，13800001111 地址景田XX花园", "景田XX花园"),
        ("我住在翠竹路12号3栋501", "翠竹路12号3栋501"),
        ("联系地址：桂园街道红宝路1号 电话13800001111", "桂园街道红宝路1号"),
    ],
)
def test_the_writers_address_is_found(text: str, address: str) -> None:
    assert address == findings(text, FindingKind.address)[0].text


def test_the_shops_address_is_not_the_writers() -> None:
    assert findings("店铺地址是景田北街12号", FindingKind.address) == []


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("买的酸奶过期了", "酸奶"),
        ("草莓蛋糕发霉", "草莓蛋糕"),
        ("点了一份水煮鱼，里面有虫", "水煮鱼"),
        ("在阿强酸菜鱼吃坏肚子", None),
    ],
)
def test_the_food_is_found_outside_the_traders_name(text: str, food: str | None) -> None:
    found = findings(text, FindingKind.food)

    assert food == (found[0].text if found else None)


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("我要退款", {"refund"}),
        ("退一赔十", {"refund", "compensation"}),
        ("给我换一个新的", {"replace"}),
        ("叫他们道歉", {"apology"}),
        ("你们去查查他", {"punish"}),
        ("要给个说法", {"answer"}),
        ("俾返钱我", {"refund"}),
        ("我不要赔偿", set()),
    ],
)
def test_a_demand_is_found(text: str, demands: set[str]) -> None:
    assert demands == {one.value for one in findings(text, FindingKind.demand)}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [("吃完就吐了", "vomiting"), ("屙肚屙咗成晚", "diarrhoea"), ("发烧39度", "fever")],
)
def test_a_symptom_is_found(text: str, symptom: str) -> None:
    assert symptom in [one.value for one in findings(text, FindingKind.symptom)]


def test_a_brand_is_found() -> None:
    assert [one.text for one in findings("买了金山牌酱油", FindingKind.brand)] == ["金山"]
