import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.assignment.area import competent_elsewhere, outside
from knowledge.cities import divisions
from knowledge.cities.load import load_city

SHENZHEN = load_city("shenzhen")


@pytest.mark.parametrize(
    "division",
    [
        None,
        "",
        "福田区",
        "南山区",  # 鹤岗 has one too: a name the pack knows is meant as its own
        "大鹏新区",
        "440303",
        "440307005",
        "深圳市",
        "深圳",
        "深圳市福田区",
        "广东省",
        "三里屯",
    ],
)
def test_the_packs_own_places_and_unknown_names_are_inside(division: str | None) -> None:
    assert not outside(SHENZHEN, division)


@pytest.mark.parametrize(
    "division",
    [
        "天河区",
        "朝阳区",
        "广州市",
        "广州",
        "北京市",
        "福建省",
        "110105",
        "441900003",
        "北京市朝阳区",
    ],
)
def test_places_elsewhere_are_outside(division: str) -> None:
    assert outside(SHENZHEN, division)


@given(st.sampled_from(divisions.districts()))
def test_a_district_by_its_code_is_outside_unless_it_is_shenzhens(
    district: divisions.Division,
) -> None:
    assert outside(SHENZHEN, district.code) == (not district.code.startswith("4403"))
    assert not outside(load_city("china"), district.code)


@pytest.mark.parametrize(
    ("division", "place", "office"),
    [
        ("天河区", "广东省广州市天河区", "广州市天河区市场监督管理局"),
        ("广州", "广东省广州市", "广州市市场监督管理局"),
        ("北京市", "北京市", "北京市市场监督管理局"),
        ("北京市朝阳区", "北京市朝阳区", "北京市朝阳区市场监督管理局"),
        ("441900003", "广东省东莞市东城街道", "东莞市市场监督管理局"),
        ("福建省", "福建省", "福建省市场监督管理局"),
        ("朝阳区", "朝阳区", "当地市场监督管理局"),
        ("火星", "火星", "当地市场监督管理局"),
    ],
)
def test_the_competent_place_and_its_number_are_named(
    division: str, place: str, office: str
) -> None:
    found = competent_elsewhere(division)

    assert (found.place, found.office_name, found.phone) == (place, office, "12315")
    assert office in found.sentence
    assert "12315" in found.sentence
