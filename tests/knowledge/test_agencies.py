import pytest

from knowledge.agencies.load import competent, load_agencies, load_rules, referral
from knowledge.cities.load import list_cities, load_city
from knowledge.codes import LABELS, Agency, Hazard, Setting


def test_every_agency_has_a_record_under_its_fixed_name() -> None:
    names = {code: record.name for code, record in load_agencies().items()}

    assert names == {code: LABELS[code] for code in Agency}


@pytest.mark.parametrize("agency", list(Agency))
def test_a_referral_names_the_agency_and_its_number(agency: Agency) -> None:
    said = referral(agency)

    assert LABELS[agency] in said
    assert load_agencies()[agency].phone in said
    assert "{" not in said


@pytest.mark.parametrize("city", list_cities())
@pytest.mark.parametrize("agency", list(Agency))
def test_a_referral_in_a_city_names_the_citys_own_body(city: str, agency: Agency) -> None:
    body = load_city(city).about.bodies[agency]

    said = referral(agency, body)

    assert body.name in said
    assert body.phone in said


@pytest.mark.parametrize(
    ("hazard", "setting", "agency", "also", "confidence"),
    [
        (Hazard.residue, Setting.farm, "agriculture", [], "high"),
        (Hazard.poisoning, Setting.farm, "agriculture", [], "high"),
        (Hazard.uninspected_meat, Setting.slaughter, "agriculture", [], "high"),
        (Hazard.uninspected_meat, Setting.market, "market_regulation", ["agriculture"], "medium"),
        (Hazard.poisoning, Setting.restaurant, "market_regulation", ["health"], "high"),
        (
            Hazard.poisoning,
            Setting.school_canteen,
            "market_regulation",
            ["health", "education"],
            "high",
        ),
        (Hazard.hygiene, Setting.school_canteen, "market_regulation", ["education"], "high"),
        (
            Hazard.waste_oil,
            Setting.restaurant,
            "market_regulation",
            ["urban_management"],
            "medium",
        ),
        (
            Hazard.hygiene,
            Setting.street_vendor,
            "market_regulation",
            ["urban_management"],
            "medium",
        ),
        (Hazard.illegal_additive, Setting.workshop, "market_regulation", [], "high"),
        (Hazard.other_food, Setting.unknown, "market_regulation", [], "low"),
        (Hazard.expired, Setting.supermarket, "market_regulation", [], "high"),
        (None, None, "market_regulation", [], "high"),
    ],
)
def test_a_matter_leads_to_the_competent_agency(
    hazard: Hazard | None,
    setting: Setting | None,
    agency: str,
    also: list[str],
    confidence: str,
) -> None:
    rule = competent(hazard, setting)

    assert (rule.agency, list(rule.also), rule.confidence) == (agency, also, confidence)


def test_farm_and_slaughter_alone_lead_away_from_the_office() -> None:
    away = {
        setting
        for hazard in Hazard
        for setting in Setting
        if competent(hazard, setting).agency is not Agency.market_regulation
    }

    assert away == {Setting.farm, Setting.slaughter}


def test_every_rule_decides_some_matter() -> None:
    deciding = {competent(hazard, setting).id for hazard in Hazard for setting in Setting}

    assert deciding == {rule.id for rule in load_rules()}
