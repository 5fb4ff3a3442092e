"""Places that one message alone does not tell, and regions where nothing can be filed."""

from datetime import UTC, datetime

import pytest

from api.contract.understood import UnderstandRequest, Understood
from bot.root.reading import read_messages
from knowledge.agencies.regions import region_in
from knowledge.cities.load import load_city

AT = datetime(2026, 11, 21, 4, tzinfo=UTC)
PLACES = [
    ("不是天河，是白云", "440106", ("白云区", "440111")),
    ("不是朝阳，是东城", "110105", ("东城区", "110101")),
    ("不是杭州，是南昌", "330106", ("西湖区", "360103")),
    ("朝阳区欧亚超市", "220100", ("朝阳区", "220104")),
    ("东莞长安镇的店卖臭肉", None, ("东莞市", "441900")),
    ("义乌那边", None, ("义乌市", "330782")),
    ("长春的", None, (None, None)),
    ("杭州小笼包发霉了", None, (None, None)),
    ("中山路8号", None, (None, None)),
    ("东方美食城吃出虫", None, (None, None)),
]


def understand(text: str, near: str | None = None, city: str = "china") -> Understood:
    return read_messages(load_city(city)).understand(
        UnderstandRequest(text=text, at=AT, near=near)
    )


@pytest.mark.parametrize(("text", "near", "place"), PLACES, ids=[row[0] for row in PLACES])
def test_a_short_answer_is_read_by_what_was_told_before(
    text: str, near: str | None, place: tuple[str | None, str | None]
) -> None:
    meant = understand(text, near)
    assert (meant.district, meant.division) == place


def test_a_city_alone_is_told_for_the_next_answer() -> None:
    meant = understand("长春的")
    assert (meant.area, meant.city) == ("220100", "长春市")


def test_a_city_beside_the_writers_own_is_found() -> None:
    meant = understand("商家在锡林浩特，我人在上海浦东，牛肉干发霉")
    found = [(f.text, f.value) for f in meant.findings if f.kind == "district"]
    assert ("锡林浩特", "152502") in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("香港铜锣湾的店卖过期饼干", "香港特别行政区"),
        ("在澳门吃的，拉肚子", "澳门特别行政区"),
        ("台湾呢", "台湾地区"),
        ("台湾手抓饼有头发", None),
        ("香港脚药膏", None),
        ("产自香港的饼干过期", None),
    ],
)
def test_goods_from_a_region_are_no_place_there(text: str, name: str | None) -> None:
    found = region_in(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("city", ["china", "shenzhen"])
def test_a_matter_in_a_region_is_referred_to_its_office(city: str) -> None:
    away = understand("香港铜锣湾的店卖过期饼干", city=city).outside
    assert away is not None
    assert away.name == "香港食物环境卫生署"


def test_a_street_tells_its_district() -> None:
    meant = understand("沙井万丰村后头有个黑作坊", city="shenzhen")
    assert (meant.district, meant.division) == ("宝安区", "440306")


def test_a_city_tells_which_district_of_several_was_meant() -> None:
    request = UnderstandRequest(text="南京的", at=AT, district="鼓楼区")
    meant = read_messages(load_city("china")).understand(request)
    assert (meant.district, meant.division) == ("鼓楼区", "320106")
