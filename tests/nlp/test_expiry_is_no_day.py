"""The month in which goods ran out is not when they were bought."""

from datetime import UTC, datetime

import pytest

from nlp.pipeline import load

_AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("在岳麓区「好又省超市」买的速冻水饺，今年9月就过期了，昨天买的，32块", "2026-11-25"),
        ("罗湖「惠家超市」的奶粉今年8月就到期了，我11月20号买的", "2026-11-20"),
        ("11月20号在福田「佳惠」买的面包，10月底就过期了", "2026-11-20"),
        ("10月20号在南山「多多面包」买的蛋糕是过期的", "2026-10-20"),
    ],
)
def test_the_day_is_that_of_buying(text: str, when: str) -> None:
    found = load("shenzhen").understand(text, _AT).findings
    assert [one.value for one in found if one.kind == "when"] == [when]
