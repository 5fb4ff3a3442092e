"""Words typed by their sound: what is meant is understood, and what was written is quoted."""

import pytest

from knowledge.codes import Demand, Hazard
from nlp import pipeline
from nlp.understanding import FindingKind, Understanding


def put_right(found: Understanding) -> list[tuple[str, str]]:
    return [(f.text, f.value) for f in found.findings if f.kind is FindingKind.misspelt]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("我要头诉，酸汤鱼料包是过其的", [("头诉", "投诉"), ("过其", "过期")]),
        ("我要腿款，还要陪我一千", [("腿款", "退款"), ("陪", "赔")]),
        ("昨天下五买的，45快", [("昨天下五", "昨天下午"), ("快", "块")]),
        ("后橱有老属，我拉肚纸", [("后橱", "后厨"), ("老属", "老鼠"), ("拉肚纸", "拉肚子")]),
        (
            "货驾上火退肠，小卖布，你们去差一下他",
            [("退", "腿"), ("布", "部"), ("差", "查")],
        ),
        ("体教", [("体教", "提交")]),
        ("没有了 题较吧", [("题较", "提交")]),
        ("要他到歉，陪长500", [("到歉", "道歉"), ("陪长", "赔偿")]),
        ("体教局在哪，火退了，卖布的", []),
        ("不过其他都好，要推前台的人，请他陪我一天", []),
        ("住在景田北街，头发没洗，3快递，自1月1日起", []),
    ],
)
def test_a_word_is_read_by_its_sound(text: str, pairs: list[tuple[str, str]]) -> None:
    found = pipeline.load("china").understand(text)

    assert put_right(found) == pairs
    assert [r.text for r in found.why if r.rule.startswith("misspelt.")] == [w for w, _ in pairs]


def test_decisions_are_taken_on_what_is_meant() -> None:
    shared = pipeline.load("china")

    assert shared.understand("我要腿款，还要陪我一千").demand == (
        Demand.refund,
        Demand.compensation,
    )
    assert shared.understand("我要头诉，料包是过其的").hazards[0] is Hazard.expired
