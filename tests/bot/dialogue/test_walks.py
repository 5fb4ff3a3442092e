"""Long seeded walks, which go deeper than the short ones that shrink well."""

import random
from typing import Any

import pytest

from api.contract.codes import (
    Demand,
    Hazard,
    Kind,
    Severity,
    Template,
    VolunteerKind,
    VolunteerStanding,
)
from api.contract.delivery import Notice
from api.contract.understood import MerchantCandidate
from api.contract.volunteers import VolunteerOut
from bot.dialogue.volunteering import told_standing
from tests.bot.dialogue.player import Player, means
from tests.bot.dialogue.test_random_walk import ANSWER, BODY, GOES_BACK, WORDS, Checks

STEPS = 40
FORGETTING = {"cmd:inside", "cmd:cancel", "cmd:restart"}


NEARBY = (
    MerchantCandidate(name="阿香米线", address="东门中路1号", district="罗湖区", score=0.9),
    MerchantCandidate(name="川味小灶", address="东门中路3号", district="罗湖区", score=0.8),
)


def _understanding(chance: random.Random) -> dict[str, Any]:
    def perhaps(value: object) -> object:
        return value if chance.random() < 0.3 else None

    return {
        "kinds": chance.sample(list(Kind), chance.choice([1, 1, 1, 2])),
        "hazards": chance.sample(list(Hazard), chance.choice([0, 1, 2])),
        "severity": perhaps(Severity.general),
        "emergency": chance.random() < 0.06,
        "merchant": perhaps("老陈记"),
        "place": perhaps("景田北街"),
        "district": perhaps("福田区"),
        "when": perhaps("昨晚"),
        "food": perhaps("大米"),
        "people_ill": perhaps(3),
        "amount": perhaps(2.5),
        "case_no": perhaps("SZ202611210001"),
        "demand": chance.sample(list(Demand), chance.choice([0, 0, 1, 2])),
        "confidence": chance.choice([0.2, 0.9, 0.9]),
        "answer": perhaps(ANSWER),
        "referral": perhaps(BODY),
        "outside": BODY if chance.random() < 0.05 else None,
    }


def _step(checks: Checks, chance: random.Random) -> None:
    player, dice = checks.player, chance.random()
    buttons = [button for reply in player.replies for button in reply.buttons]
    if dice < 0.5 or (dice < 0.85 and not buttons):
        text = chance.choice(WORDS)
        known = means(**_understanding(chance)) if chance.random() < 0.4 else means()
        checks.play(player.message(text), known, changes=text in GOES_BACK)
    elif dice < 0.85:
        button = chance.choice(buttons)
        player.tracker.fails = chance.choice([None] * 6 + ["unreachable", "refused"])
        pressed = player.message(button.label, button=button.payload)
        checks.play(pressed, means(), changes=button.payload in FORGETTING)
        player.tracker.fails = None
    elif dice < 0.93:
        checks.play(player.message(photos=1), means())
    elif dice < 0.97:
        near = NEARBY if chance.random() < 0.5 else ()
        checks.play(player.message(location=(22.5, 114.0)), means(nearby=near))
    elif player.tracker.cases:
        player.delivered(_question(player, chance.choice(list(player.tracker.cases))))
    checks.replies_are_clean()


def _question(player: Player, number: str) -> Notice:
    return Notice(
        template=Template.question,
        number=number,
        kind=Kind.report,
        office="景田所",
        at=player.at,
        text="哪天买的？",
    )


RIDER = VolunteerOut(standing=VolunteerStanding.approved, kind=VolunteerKind.rider, number="0371")


@pytest.mark.parametrize("member", [None, RIDER], ids=["citizen", "volunteer"])
@pytest.mark.parametrize("seed", range(60))
def test_a_long_walk_loses_nothing_and_ends_nowhere(
    seed: int, member: VolunteerOut | None
) -> None:
    chance = random.Random(seed)  # noqa: S311 # a repeatable walk, no secret
    checks = Checks(Player())
    if member is not None:
        checks.player.tracker.volunteer = member
        checks.player.conversation = told_standing(checks.player.conversation, member)
    for _ in range(STEPS):
        _step(checks, chance)
    checks.comes_to_rest()
