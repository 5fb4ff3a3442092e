"""An address at the head of a message does not hide what the rest of it tells."""

import pytest

from api.contract.codes import Hazard, Kind
from tests.api.intake.test_placing import understand


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("举报福田区梅林路8号「强记」用地沟油", Hazard.waste_oil),
        ("罗湖区翠竹路12号的店没有营业执照", Hazard.unlicensed),
    ],
)
def test_what_stands_beside_an_address_is_read(text: str, hazard: Hazard) -> None:
    meant = understand(text, city="shenzhen")
    assert Kind.report in meant.kinds
    assert meant.hazards[0] == hazard
    assert meant.place is not None


@pytest.mark.parametrize(
    "text", ["福田区梅林路8号强记饭店", "王建 13512345678 福田区梅林路1号", "福田区"]
)
def test_a_bare_answer_stays_one(text: str) -> None:
    assert understand(text, city="shenzhen").kinds == (Kind.chat,)
