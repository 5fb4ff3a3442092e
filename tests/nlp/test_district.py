"""Districts of the whole country and streets of the home city."""

import pytest

from tests.nlp.reading_of import understand


@pytest.mark.parametrize(
    ("text", "district", "division"),
    [
        ("福田区有家黑店", "福田区", "440304"),
        ("福田的一家店", "福田区", "440304"),
        ("在宝安万丰路", "宝安区", "440306"),
        ("南山科技园那边", "南山区", "440305"),
        ("成都市武侯区双楠路", "武侯区", "510107"),
        ("杭州西湖区文三路", "西湖区", "330106"),
        ("北京朝阳区的餐馆", "朝阳区", "110105"),
        ("长春市朝阳区的餐馆", "朝阳区", "220104"),
        ("昆山市的饭店", "昆山市", "320583"),
        ("东莞市厚街镇", "东莞市", "441900"),
        ("上海浦东新区", "浦东新区", "310115"),
        ("大鹏新区的海鲜档", "大鹏新区", None),
        ("重庆渝北区龙溪街道", "两江新区（原渝北区）", "500157"),
        ("重庆江北区观音桥", "两江新区（原江北区）", "500157"),
        ("宁波江北区老外滩", "江北区", "330205"),
    ],
)
def test_a_district_is_resolved_by_its_city(
    text: str, district: str, division: str | None
) -> None:
    found = understand(text)

    assert (district, division) == (found.district, found.division)


@pytest.mark.parametrize(
    "text",
    [
        "光明牛奶过期",
        "长沙臭豆腐",
        "南山人寿",
        "和平解决",
        "兰州拉面馆有虫",
        "沙井的店",
        "重庆小面",
    ],
)
def test_a_word_that_is_no_place_here_names_no_district(text: str) -> None:
    assert understand(text).district is None


def test_a_shared_name_without_its_city_has_a_name_but_no_code() -> None:
    found = understand("鼓楼区的店", "china")

    assert (found.district, found.division) == ("鼓楼区", None)


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("沙井街道的作坊", "440306"),
        ("景田北街", "440304008"),
        ("东莞市厚街镇有个黑作坊", "441900"),
    ],
)
def test_a_street_office_is_resolved(text: str, street: str) -> None:
    found = understand(text).street

    assert found is not None
    assert found.startswith(street)
