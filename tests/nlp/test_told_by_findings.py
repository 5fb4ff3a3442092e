"""What findings say of hits: a name tells nothing, a date to come is a false one."""

from datetime import UTC, datetime

import pytest

from knowledge.codes import Hazard
from nlp.pipeline import load

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "买的红肠，生产日期写的是2026年12月1日",
        "奶粉生产日期2027年1月5日",
        "面包是2026年12月2日生产的",
    ],
)
def test_a_production_date_to_come_is_a_false_one(text: str) -> None:
    assert load().understand(text, AT).hazards[0] is Hazard.expired


def test_a_weak_word_within_a_name_tells_nothing() -> None:
    found = load().understand("中央大街旁边，老毛子红肠店", AT).hazards
    assert Hazard.foreign_object not in found


def test_what_is_wrong_with_the_food_stands_beside_rude_words() -> None:
    found = (
        load().understand("什么垃圾店！！！点的牛肉饭送来一股馊味，打电话过去还骂我", AT).hazards
    )
    assert Hazard.spoilage in found
