"""The table of stages and its drawing are the same, and every stage can be reached and left."""

from pathlib import Path

import bot.dialogue
from bot.dialogue.conversation import Stage
from bot.dialogue.engine import HEARS
from bot.dialogue.states import ANYWHERE, TABLE, diagram, leads_to

DRAWING = Path(bot.dialogue.__file__).with_name("dialogue.mmd")


def test_the_diagram_shows_exactly_the_table() -> None:
    assert DRAWING.read_text(encoding="utf-8") == diagram()


def test_every_stage_has_its_row_and_its_hearing() -> None:
    assert set(TABLE) == set(Stage)
    assert set(HEARS) == set(Stage)


def test_every_stage_can_be_reached_from_rest() -> None:
    reached, before = {Stage.idle}, set()
    while reached != before:
        before = set(reached)
        reached |= {target for stage in before for target in leads_to(stage)}
    assert reached == set(Stage)


def test_rest_is_one_step_from_everywhere() -> None:
    assert Stage.idle in ANYWHERE
