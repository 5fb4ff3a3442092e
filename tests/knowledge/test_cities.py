from dataclasses import FrozenInstanceError
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.agencies.load import load_agencies
from knowledge.cities import divisions
from knowledge.cities.check import check_city
from knowledge.cities.load import list_cities, load_city
from knowledge.cities.schema import Level, Role
from knowledge.codes import Setting, VolunteerKind
from knowledge.limits import TransitionChoice, load_policy
from knowledge.reading import KnowledgeError

PACKS = Path(divisions.__file__).parent
CITIES = ["china", "putian", "shenzhen"]


def test_the_three_packs_are_shipped() -> None:
    assert list_cities() == CITIES


@pytest.mark.parametrize("name", CITIES)
def test_a_shipped_pack_has_no_fault(name: str) -> None:
    assert check_city(PACKS / name) == []


@pytest.mark.parametrize("name", CITIES)
def test_a_city_is_read_once_and_named_as_asked(name: str) -> None:
    assert load_city(name) is load_city(name)
    assert load_city(name).name == name


@pytest.mark.parametrize("name", ["atlantis", "", "../cities/shenzhen", "shenzhen/"])
def test_an_unknown_city_is_refused_with_the_names_to_choose_from(name: str) -> None:
    with pytest.raises(KnowledgeError, match="china、putian、shenzhen"):
        load_city(name)


def test_a_city_can_not_be_changed() -> None:
    city = load_city("shenzhen")

    with pytest.raises(FrozenInstanceError):
        city.offices = ()  # type: ignore[misc]
    with pytest.raises(ValidationError):
        city.offices[0].name = "别的"  # type: ignore[misc]


def test_shenzhen_has_nine_districts_and_dapeng_and_all_74_streets() -> None:
    city = load_city("shenzhen")

    assert [d.name for d in city.districts] == [
        "罗湖区",
        "福田区",
        "南山区",
        "宝安区",
        "龙岗区",
        "盐田区",
        "龙华区",
        "坪山区",
        "光明区",
        "大鹏新区",
    ]
    assert len(city.streets) == 74
    assert [d.name for d in city.districts if d.functional] == ["大鹏新区"]


def test_dapeng_takes_its_three_streets_from_longgang() -> None:
    city = load_city("shenzhen")

    assert {s.name for s in city.streets_in("SZ-DAPENG")} == {"葵涌街道", "大鹏街道", "南澳街道"}
    assert len(city.streets_in("440307")) == 11


@pytest.mark.parametrize("name", ["shenzhen", "putian"])
def test_every_street_has_an_office_that_reports_up_to_the_city(name: str) -> None:
    city = load_city(name)

    for street in city.streets:
        office = city.serving(street.code, Level.street)
        assert office is not None
        above = city.parent(office)
        assert above is city.serving(street.district, Level.district)
        assert above is not None
        assert city.parent(above) is city.serving(street.district, Level.city)


def test_putian_holds_its_four_districts_and_the_county() -> None:
    names = {d.name for d in load_city("putian").districts}

    assert names == {"城厢区", "涵江区", "荔城区", "秀屿区", "仙游县"}


def test_the_demo_merchants_of_shenzhen_lie_in_every_district_and_in_many_settings() -> None:
    city = load_city("shenzhen")

    assert len(city.merchants) >= 24
    assert {m.district for m in city.merchants} == {d.code for d in city.districts}
    assert {m.setting for m in city.merchants} >= {
        Setting.restaurant,
        Setting.supermarket,
        Setting.market,
        Setting.staff_canteen,
        Setting.school_canteen,
        Setting.delivery,
    }


@pytest.mark.parametrize("name", ["shenzhen", "putian"])
def test_every_district_office_has_a_handler_and_somebody_is_on_duty(name: str) -> None:
    city = load_city(name)
    manned = {o.office for o in city.officers if Role.handler in o.roles}

    assert {o.code for o in city.offices if o.level is Level.district} <= manned
    assert any(o.duty for o in city.officers)
    assert {role for o in city.officers for role in o.roles} == set(Role)


@pytest.mark.parametrize("name", CITIES)
def test_no_number_is_given_that_is_not_a_sourced_national_one(name: str) -> None:
    city = load_city(name)
    sourced = {line.number for line in city.about.hotlines}
    sourced |= {record.phone for record in load_agencies().values()}

    assert {office.phone for office in city.offices} <= sourced
    assert {body.phone for body in city.about.bodies.values()} <= sourced


def test_the_national_pack_has_an_office_for_every_district() -> None:
    city = load_city("china")

    assert len(city.districts) == 2849
    for district in city.districts:
        served = [city.serving(district.code, level) for level in (Level.district, Level.city)]
        assert any(served)


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("CN-440304", "深圳市福田区市场监督管理局", "district"),
        ("CN-350322", "仙游县市场监督管理局", "district"),
        ("CN-110105", "北京市朝阳区市场监督管理局", "district"),
        ("CN-441900", "东莞市市场监督管理局", "city"),
        ("CN-440300", "深圳市市场监督管理局", "city"),
        ("CN-429021", "神农架林区市场监督管理局", "district"),
    ],
)
def test_a_national_office_bears_the_name_of_its_place(code: str, name: str, level: str) -> None:
    office = load_city("china").office(code)

    assert (office.name, office.level) == (name, level)


@given(st.sampled_from(divisions.districts()))
def test_a_district_is_found_by_code_and_by_name_and_holds_its_streets(
    district: divisions.Division,
) -> None:
    assert divisions.by_code(district.code) == district
    assert district in divisions.by_name(district.name)
    assert divisions.full_name(district).endswith(district.name)
    for street in divisions.streets_of(district.code):
        assert street.parent == district.code
        assert divisions.by_code(street.code) == street


def test_a_name_many_places_share_gives_them_all() -> None:
    assert {d.code for d in divisions.by_name("朝阳区")} == {"110105", "220104"}


@pytest.mark.parametrize("code", ["", "000000", "440300999", "abc", "44030", "福田区"])
def test_a_code_nobody_bears_gives_nothing(code: str) -> None:
    assert divisions.by_code(code) is None


def test_only_four_cities_have_no_district_and_stand_for_their_own() -> None:
    bare = {d.name for d in divisions.districts() if d.level == divisions.PREFECTURE}

    assert bare == {"东莞市", "中山市", "儋州市", "嘉峪关市"}


FAULTS = [
    ("places.yaml", "name: 园岭街道", "name: 园林街道", "街道 440304002 园林街道 与官方名称不符"),
    ("places.yaml", '"440304", name: 福田区', '"440304", name: 福天区', "官方名称是福田区"),
    ("places.yaml", '{code: "440304001"', '{code: "440304002"', "缺少街道 440304001 南园街道"),
    ("places.yaml", '沙头街道, district: "440304"', '沙头街道, district: "440303"', "不属于辖区"),
    ("offices.yaml", "parent: SZ-FT,", "parent: SZ-XX,", "上级 SZ-XX 不在名单里"),
    ("offices.yaml", 'serves: ["440304001"]', 'serves: ["449999001"]', "449999001 不存在"),
    ("offices.yaml", 'serves: ["440304001"]', 'serves: ["440304002"]', "有 2 个 street 级机构"),
    ("offices.yaml", "code: SZ-FT-001", "code: SZ-FT-002", "机构代码 SZ-FT-002 重复"),
    ("offices.yaml", "parent: SZ-FT, ", "parent: SZ-FT-001, ", "SZ-FT-001 的上级关系成环"),
    (
        "offices.yaml",
        'parent: SZ-FT, phone: "12315"',
        'parent: SZ-FT, phone: "075588888888"',
        "来源",
    ),
    ("city.yaml", "fallback: SZ-DISPATCH", "fallback: SZ-GONE", "兜底机构 SZ-GONE 不在机构名单里"),
    ("city.yaml", 'number: "12315"', 'number: "12316"', "缺少热线号码 12315"),
    ("city.yaml", "  tobacco:", "  housing_:", "city.yaml"),
    ("city.yaml", "policy: true", "policy: false", "必须标明为内部政策"),
    ("merchants.yaml", "invented: true", "invented: false", "必须标明为虚构"),
    ("merchants.yaml", 'street: "440303003"', 'street: "440304001"', "不在辖区 440303"),
    ("officers.yaml", "invented: true", "invented: false", "必须标明为虚构"),
    ("officers.yaml", "office: SZ-YT,", "office: SZ-QQ,", "区级机构 SZ-YT 没有经办人员"),
    ("officers.yaml", "login: luohu2", "login: luohu1", "登录名 luohu1 重复"),
    ("officers.yaml", "[custodian]", "[auditor]", "没有角色为 custodian 的人员"),
    ("officers.yaml", ", duty: true", "", "没有值班人员"),
    ("rooms.yaml", 'district: "440304"', 'district: "440000"', "辖区 440000 不存在"),
    ("offices.yaml", "level: district", "level: province", "offices.yaml"),
    ("places.yaml", "checked: 2026-11-21", "checked: yesterday", "places.yaml"),
    ("volunteers.yaml", "policy: true", "policy: false", "线索次数上限必须标明为内部政策"),
    ("volunteers.yaml", "office: SZ-FT,", "office: SZ-NOWHERE,", "不在名单里"),
    ("volunteers.yaml", "organisation: futian-patrol", "organisation: nobody", "不在名单里"),
    ("volunteers.yaml", "code: luohu-patrol", "code: futian-patrol", "重复"),
    ("volunteers.yaml", "invented: true", "invented: false", "演示数据必须标明为虚构"),
]


@pytest.mark.parametrize(("file", "good", "bad", "fault"), FAULTS)
def test_a_fault_in_a_pack_is_named(
    tmp_path: Path, file: str, good: str, bad: str, fault: str
) -> None:
    pack = copytree(PACKS / "shenzhen", tmp_path / "shenzhen")
    text = (pack / file).read_text(encoding="utf-8")
    assert good in text
    (pack / file).write_text(text.replace(good, bad, 1), encoding="utf-8")

    assert any(fault in found for found in check_city(pack))


def test_a_pack_without_its_main_file_is_one_fault(tmp_path: Path) -> None:
    found = check_city(tmp_path)

    assert len(found) == 1
    assert "city.yaml" in found[0]


def test_a_district_that_loses_its_offices_leaves_its_streets_unserved(tmp_path: Path) -> None:
    pack = copytree(PACKS / "shenzhen", tmp_path / "shenzhen")
    lines = (pack / "offices.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "code: SZ-YT" not in line]
    (pack / "offices.yaml").write_text("\n".join(kept), encoding="utf-8")

    assert "街道 沙头角街道 没有机构服务" in check_city(pack)


def test_a_city_chooses_what_governs_across_a_change_of_the_law_over_what_all_do() -> None:
    shenzhen, putian = load_city("shenzhen").policy, load_city("putian").policy
    assert shenzhen.transition("C10") is TransitionChoice.earlier
    assert "待法制部门确认" in shenzhen.transitions[0].note
    assert putian == load_policy()
    assert shenzhen.transition("C03") is putian.transition("C03")


def test_a_city_says_whom_volunteers_belong_to_and_the_country_takes_none() -> None:
    shenzhen, china = load_city("shenzhen"), load_city("china")
    assert {one.kind for one in shenzhen.organisations} == set(VolunteerKind)
    assert shenzhen.volunteering is not None
    assert shenzhen.volunteering.policy
    assert china.organisations == ()
