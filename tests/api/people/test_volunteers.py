"""Volunteers are registered sealed, decided on once, and forgotten when they leave."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from api.contract.codes import VolunteerKind, VolunteerStanding
from api.kit.database import Database
from api.kit.errors import Conflict, NotFound, Refusal
from api.kit.work import Works
from api.people import volunteers
from api.people.crediting import credit, is_credited, tips_of
from api.people.tables import CaseKey
from api.people.verify import verify_volunteers
from api.people.volunteer_tables import Volunteer, VolunteerEvent
from api.people.volunteers import LEADS, WITH_REASON, Decision
from knowledge.cities.city import City
from knowledge.cities.load import load_city
from tests.fakes.dump import dump
from tests.fakes.volunteers import CHAT, SECRETS, decided, joined


@pytest.fixture
def city() -> City:
    return load_city("shenzhen")


def test_who_registers_waits_and_belongs_to_the_office_of_the_organisation(
    works: Works, city: City
) -> None:
    who = joined(works, city, organisation="futian-patrol", kind="rider")

    with works.read() as work:
        volunteer = work.session.get_one(Volunteer, who)
        assert volunteer.standing == VolunteerStanding.pending
        assert (volunteer.office, volunteer.kind) == ("SZ-FT", VolunteerKind.patrol)
        assert volunteer.number is None
        known = volunteers.known(work, volunteer)
        assert known is not None
        assert (known.name, known.phone) == ("邓小舟", "13900000371")
        assert list(verify_volunteers(work)) == []


def test_nothing_of_who_it_is_lies_in_the_database_in_clear(
    works: Works, city: City, database: Database
) -> None:
    who = joined(works, city, organisation=None, organisation_name="巷口骑手互助组")
    decided(works, who, Decision.refuse, "材料对不上，请补充")

    stored = dump(database)

    assert who in stored
    for secret in (*SECRETS, "巷口骑手互助组", "材料对不上"):
        assert secret not in stored


@pytest.mark.parametrize("standing", [*VolunteerStanding])
@pytest.mark.parametrize("decision", [*Decision])
def test_every_decision_is_possible_exactly_where_the_table_says(
    works: Works, city: City, standing: VolunteerStanding, decision: Decision
) -> None:
    who = joined(works, city)
    with works.write() as work:
        volunteer = work.session.get_one(Volunteer, who)
        volunteer.standing = standing
        work.session.add(volunteer)
    leads = LEADS[standing].get(decision)

    if leads is None:
        with pytest.raises(Conflict, match="decided"):
            decided(works, who, decision, "理由在这里")
    else:
        assert decided(works, who, decision, "理由在这里").standing == leads
    with works.read() as work:
        kinds = [one.kind for one in work.session.exec(select(VolunteerEvent))]
        assert len(kinds) == (1 if leads is None else 2)


@pytest.mark.parametrize("decision", sorted(WITH_REASON))
def test_what_goes_against_somebody_needs_a_reason(
    works: Works, city: City, decision: Decision
) -> None:
    who = joined(works, city)
    if decision is Decision.suspend:
        decided(works, who, Decision.approve)

    with pytest.raises(Refusal, match="reason_needed"):
        decided(works, who, decision, " 不 ")


def test_numbers_count_up_and_one_is_kept_over_a_suspension(works: Works, city: City) -> None:
    first, second = joined(works, city), joined(works, city, "another")

    assert volunteers.number_of(decided(works, first, Decision.approve)) == "0001"
    assert volunteers.number_of(decided(works, second, Decision.approve)) == "0002"
    decided(works, first, Decision.suspend, "连续不实")
    assert volunteers.number_of(decided(works, first, Decision.restore)) == "0001"


def test_eight_approvals_at_once_give_eight_numbers(works: Works, city: City) -> None:
    waiting = [joined(works, city, f"chat-{n}") for n in range(8)]
    threads = [
        threading.Thread(target=decided, args=(works, who, Decision.approve)) for who in waiting
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    with works.read() as work:
        numbers = sorted(one.number or 0 for one in work.session.exec(select(Volunteer)))
    assert numbers == list(range(1, 9))


def test_who_registers_again_while_waiting_or_after_a_refusal_waits_with_the_new_data(
    works: Works, city: City
) -> None:
    who = joined(works, city)
    decided(works, who, Decision.refuse, "姓名写错了")

    assert joined(works, city, name="邓大舟") == who

    with works.read() as work:
        volunteer = work.session.get_one(Volunteer, who)
        known = volunteers.known(work, volunteer)
        assert volunteer.standing == VolunteerStanding.pending
        assert known is not None
        assert known.name == "邓大舟"


def test_a_suspended_volunteer_cannot_register_anew_and_an_approved_one_need_not(
    works: Works, city: City
) -> None:
    who = joined(works, city)
    assert decided(works, who, Decision.approve).standing == VolunteerStanding.approved
    joined(works, city, name="别的名字")
    with works.read() as work:
        known = volunteers.known(work, work.session.get_one(Volunteer, who))
        assert known is not None
        assert known.name == "邓小舟"
    decided(works, who, Decision.suspend, "连续不实")

    with pytest.raises(Conflict, match="suspended"):
        joined(works, city)


def test_an_unlisted_organisation_goes_to_the_fallback_and_an_unknown_code_is_refused(
    works: Works, city: City
) -> None:
    who = joined(works, city, organisation=None, organisation_name="巷口骑手互助组")
    with works.read() as work:
        assert work.session.get_one(Volunteer, who).office == city.about.fallback
    with pytest.raises(Refusal, match="unknown_organisation"):
        joined(works, city, "x", organisation="nobody")
    with pytest.raises(Refusal, match="no_volunteers"):
        joined(works, load_city("china"), "y")


def test_who_leaves_is_forgotten_and_the_tips_stay_without_credit(
    works: Works, city: City, database: Database
) -> None:
    who = joined(works, city)
    decided(works, who, Decision.approve)
    with works.write() as work:
        credit(work, work.session.get_one(Volunteer, who), "case-1")

    for _ in range(2):  # a repeat after a crash is harmless
        with works.write() as work:
            volunteers.leave(work, CHAT)

    with works.read() as work:
        volunteer = work.session.get_one(Volunteer, who)
        assert volunteer.standing == VolunteerStanding.left
        assert volunteers.known(work, volunteer) is None
        assert volunteers.by_channel(work, CHAT) is None
        assert work.session.get(CaseKey, who) is None
        assert not is_credited(work, "case-1")
        assert tips_of(work, volunteer) == []
        assert list(verify_volunteers(work)) == []
    assert joined(works, city) != who


def test_each_look_at_who_it_is_is_an_event_with_its_reason(works: Works, city: City) -> None:
    who = joined(works, city)

    with pytest.raises(Refusal, match="reason_needed"), works.write() as work:
        volunteers.look(work, work.session.get_one(Volunteer, who), "o1", "看")
    with works.write() as work:
        shown = volunteers.look(work, work.session.get_one(Volunteer, who), "o1", "核对单位")

    assert shown is not None
    assert shown.phone == "13900000371"
    with works.read() as work:
        last = list(work.session.exec(select(VolunteerEvent).order_by("no")))[-1]
        assert (last.kind, last.actor) == ("identity_seen", "officer:o1")
        assert last.sealed is not None


def test_events_of_volunteers_cannot_be_changed(works: Works, city: City) -> None:
    joined(works, city)

    with pytest.raises(DBAPIError), works.write() as work:
        event = work.session.exec(select(VolunteerEvent)).one()
        event.actor = "officer:somebody-else"
        work.session.add(event)


def test_an_unknown_volunteer_is_not_found(works: Works) -> None:
    with pytest.raises(NotFound, match="unknown_volunteer"), works.write() as work:
        volunteers.by_id_for_change(work, "nobody")
