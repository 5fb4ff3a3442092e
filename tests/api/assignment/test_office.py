import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.assignment.office import Choice, choose_office
from knowledge.cities.load import load_city
from knowledge.cities.schema import Level, Street
from knowledge.codes import Hazard, Setting, Severity

SHENZHEN = load_city("shenzhen")
CHINA = load_city("china")


def choose(city_name: str, severity: str, **facts: str | None) -> Choice:
    known: dict[str, str | None] = {
        "hazard": None,
        "setting": None,
        "division": None,
        "street": None,
        "place_text": None,
    }
    known |= facts
    return choose_office(
        load_city(city_name),
        severity=Severity(severity),
        hazard=Hazard(known["hazard"]) if known["hazard"] else None,
        setting=Setting(known["setting"]) if known["setting"] else None,
        division=known["division"],
        street=known["street"],
        place_text=known["place_text"],
    )


@pytest.mark.parametrize(
    ("city", "severity", "facts", "office", "rule"),
    [
        ("shenzhen", "daily", {"street": "440304008"}, "SZ-FT-008", "street"),
        ("shenzhen", "daily", {"division": "福田区", "street": "莲花街道"}, "SZ-FT-008", "street"),
        ("shenzhen", "daily", {"division": "福田区"}, "SZ-FT", "street_unknown"),
        ("shenzhen", "daily", {"division": "深圳市福田区"}, "SZ-FT", "street_unknown"),
        ("shenzhen", "general", {"street": "440304008"}, "SZ-FT", "district"),
        ("shenzhen", "general", {"division": "440304"}, "SZ-FT", "district"),
        ("shenzhen", "major", {"street": "440304008"}, "SZ", "city"),
        ("shenzhen", "major", {}, "SZ", "city"),
        ("shenzhen", "daily", {}, "SZ-DISPATCH", "fallback"),
        ("shenzhen", "general", {"division": "深圳市"}, "SZ-DISPATCH", "fallback"),
        ("shenzhen", "daily", {"place_text": "楼下那家店"}, "SZ-DISPATCH", "fallback"),
        ("shenzhen", "daily", {"division": "龙岗区", "street": "南澳街道"}, "SZ-DP-007", "street"),
        ("shenzhen", "general", {"division": "大鹏新区"}, "SZ-DP", "district"),
        (
            "putian",
            "daily",
            {"division": "仙游县", "place_text": "枫亭"},
            "PT-XIANYOU-101",
            "street",
        ),
        ("china", "daily", {"division": "仙游县"}, "CN-350322", "street_unknown"),
        ("china", "general", {"division": "110105"}, "CN-110105", "district"),
        ("china", "major", {"division": "福田区"}, "CN-440300", "city"),
        ("china", "general", {"division": "东莞市"}, "CN-441900", "no_office"),
        ("china", "daily", {"division": "广州市"}, "CN-440100", "city_named"),
        ("china", "daily", {"division": "朝阳区"}, "CN", "fallback"),
        (
            "china",
            "daily",
            {"division": "朝阳区", "place_text": "长春"},
            "CN-220104",
            "street_unknown",
        ),
        ("china", "major", {}, "CN", "fallback"),
    ],
)
def test_severity_and_place_choose_the_office(
    city: str, severity: str, facts: dict[str, str], office: str, rule: str
) -> None:
    choice = choose(city, severity, **facts)

    assert (choice.office_code, choice.rule) == (office, rule)


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("宝安区沙井万丰村附近", "SZ-BA-005"),
        ("沙井万丰村", "SZ-BA-005"),
        ("沙头角中英街", "SZ-YT-003"),
        ("福田景田北街", "SZ-FT-008"),
        ("龙岗区大鹏街道王母社区", "SZ-DP-006"),
        ("南山大道", "SZ-DISPATCH"),
        ("布吉路口", "SZ-DISPATCH"),
        ("罗湖区布吉路", "SZ-LH"),
        ("福田区和南山区交界", "SZ-DISPATCH"),
    ],
)
def test_the_citizens_own_words_show_the_place(words: str, office: str) -> None:
    assert choose("shenzhen", "daily", place_text=words).office_code == office


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"hazard": "poisoning"}, "raised"),
        ({"setting": "school_canteen"}, "raised"),
        ({"setting": "elderly_care"}, "raised"),
        ({"hazard": "expired", "setting": "supermarket"}, "street"),
    ],
)
def test_illness_and_institutions_are_never_left_to_a_street_office(
    facts: dict[str, str], rule: str
) -> None:
    choice = choose("shenzhen", "daily", street="440304008", **facts)

    assert choice.rule == rule
    assert choice.office_code == ("SZ-FT" if rule == "raised" else "SZ-FT-008")


def test_the_reason_is_a_sentence_that_names_place_and_rule() -> None:
    assert choose("shenzhen", "daily", street="440304008").reason == (
        "地点在福田区莲花街道；日常事项由镇街所办理。"
    )
    assert choose("shenzhen", "daily", division="福田区", hazard="poisoning").reason == (
        "地点在福田区；涉及疑似食物中毒，按规则不低于区（县）局。"
    )
    assert choose("shenzhen", "daily", setting="online_shop").reason == (
        "地点不明，要先查平台公示的商家地址，先由市局分派岗核实后分派。"
    )


@given(
    severity=st.sampled_from(list(Severity)),
    hazard=st.sampled_from([None, *Hazard]),
    setting=st.sampled_from([None, *Setting]),
    street=st.sampled_from(SHENZHEN.streets),
)
def test_a_known_street_is_always_served_by_its_own_line_of_offices(
    severity: Severity, hazard: Hazard | None, setting: Setting | None, street: Street
) -> None:
    choice = choose_office(
        SHENZHEN,
        severity=severity,
        hazard=hazard,
        setting=setting,
        division=None,
        street=street.code,
        place_text=None,
    )

    office = SHENZHEN.office(choice.office_code)
    lowest = {
        Severity.daily: [Level.street, Level.district],
        Severity.general: [Level.district],
        Severity.major: [Level.city],
    }
    assert office.level in lowest[severity]
    assert {street.code, street.district} & set(office.serves)
    assert choice.reason.endswith("。")


@given(
    severity=st.sampled_from(list(Severity)),
    division=st.one_of(st.none(), st.text(max_size=12)),
    street=st.one_of(st.none(), st.text(max_size=12)),
    words=st.one_of(st.none(), st.text(max_size=60)),
)
def test_no_text_leaves_a_case_without_an_office_and_a_reason(
    severity: Severity, division: str | None, street: str | None, words: str | None
) -> None:
    for city in (SHENZHEN, CHINA):
        choice = choose_office(
            city,
            severity=severity,
            hazard=None,
            setting=None,
            division=division,
            street=street,
            place_text=words,
        )

        assert city.office(choice.office_code).name == choice.office_name
        assert choice.reason
