"""A step of the dialogue costs less than understanding what was said."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.contract.understood import UnderstandRequest, Understood
from bot.dialogue import Conversation, step
from bot.message import InboundMessage
from bot.root.reading import read_messages
from bot.root.tracker import info
from knowledge.cities.load import load_city

AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
MESSAGES = Path(__file__).parents[2] / "nlp" / "never_learnt.jsonl"
_IN_A_LETTER = 4


def letters() -> list[str]:
    """Long messages: a pattern built per name or sentence shows in these first."""
    lines = MESSAGES.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line)["text"] for line in lines]
    return ["\n".join(told[at : at + _IN_A_LETTER]) for at in range(0, len(told), _IN_A_LETTER)]


def cpu_of(work: Callable[[], object]) -> float:
    """Seconds of the processor, the least of three rounds."""
    rounds = []
    for _ in range(3):
        begun = time.process_time()
        work()
        rounds.append(time.process_time() - begun)
    return min(rounds)


@pytest.mark.parametrize("city", ["shenzhen", "china"])
def test_hearing_a_letter_costs_less_than_half_of_understanding_it(
    city: str, tmp_path: Path
) -> None:
    pack = load_city(city)
    understand, told = read_messages(pack, tmp_path).understand, letters()

    def understood() -> list[Understood]:
        return [understand(UnderstandRequest(text=text, at=AT)) for text in told]

    meanings, about = understood(), info(pack)

    def heard() -> None:
        for number, (text, meant) in enumerate(zip(told, meanings, strict=True)):
            message = InboundMessage(
                platform="web", address="cost", external_id=str(number), text=text, at=AT
            )
            step(Conversation(), message, meant, about)

    assert cpu_of(heard) < cpu_of(understood) / 2
