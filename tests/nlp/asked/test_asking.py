"""What a message asks for is learnt; here it is asked of words that nothing was learnt from."""

import json
from importlib.resources import files

import pytest

from knowledge.lexicon.asked_messages import DEMANDS, digest, load_asked
from nlp import pipeline
from nlp.asked.asking import MODEL, Asking
from nlp.asked.features import ALWAYS, clauses, features
from nlp.asked.train import STEP, learn, lessons

_OF_TRADER = ("refund", "compensation", "replace", "apology")


def _asked(text: str) -> set[str]:
    found = Asking().of(pipeline.gatherer("china").read(text))
    return {demand for demand in _OF_TRADER if found[demand][0] >= 0.5}


def test_the_weights_were_learnt_from_the_messages_of_today() -> None:
    step = json.loads(files("nlp.asked").joinpath(STEP).read_text(encoding="utf-8"))

    assert digest() == step["messages"], "run `make learn` after a change to these messages"


def test_every_weight_is_of_a_demand() -> None:
    weights = json.loads(files("nlp.asked").joinpath(MODEL).read_text(encoding="utf-8"))

    assert ALWAYS in weights
    assert {demand for each in weights.values() for demand in each} == set(DEMANDS)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("再陪我点钱", {"compensation"}),
        ("钱腿给我，在赔我三百", {"refund", "compensation"}),
        ("让他给我道谦", {"apology"}),
        ("退番啲钱俾我", {"refund"}),
        ("退返68蚊，同我讲句对唔住", {"refund", "apology"}),
        ("唔使佢赔，唔使退", set()),
        ("18块，退", {"refund"}),
        ("退 18", {"refund"}),
        ("这顿饭钱我一分都不该出，让他们全退", {"refund"}),
        ("给个说法", set()),
        ("不差那点钱，就要个道歉", {"apology"}),
        ("不是钱的事，让他当面跟我说声对不起", {"apology"}),
        ("不要赔偿，只要退款", {"refund"}),
        ("钱就不用退了", set()),
        ("钱就不用退了，医药费得给我报了", {"compensation"}),
        ("不要退款，给我换一份新的", {"replace"}),
        ("他说给我换一个，我不换，我要退", {"refund"}),
        ("老板已经把钱退给我了，还赔了礼", set()),
        ("买到过期的一般能赔多少", set()),
        ("超市把退回来的过期面包重新打日期卖", set()),
        ("他们把旧标签撕了换新标签", set()),
        ("我换了手机号，改成13800000000", set()),
        ("把饭钱还我，再给我赔个不是", {"refund", "apology"}),
        ("俺的钱得给俺退喽", {"refund"}),
        ("我牙崩了，补牙的钱得他们掏", {"compensation"}),
        ("诉求：1.退还货款69元 2.赔偿1000元", {"refund", "compensation"}),
    ],
)
def test_what_is_asked_of_a_trader(text: str, asked: set[str]) -> None:
    assert _asked(text) == asked


def test_the_clause_that_asks_is_told() -> None:
    reading = pipeline.gatherer("china").read("昨天的面里有虫，店员还笑，把18块退给我，谢谢")
    chance, (start, end) = Asking().of(reading)["refund"]

    assert chance > 0.9
    assert reading.text[start:end] == "把18块退给我"


def test_of_a_long_text_the_beginning_and_the_end_are_heard() -> None:
    reading = pipeline.gatherer("china").read("面里有虫，" * 400 + "退钱")

    assert 0 < len(list(clauses(reading))) < 200
    assert Asking().of(reading)["refund"][0] > 0.9


def test_what_sounds_alike_shares_features() -> None:
    right, by_ear = features("再赔我点钱", 0, 5), features("再陪我点钱", 0, 5)

    assert {one for one in right if one.startswith("~")} == {
        one for one in by_ear if one.startswith("~")
    }


def test_lessons_are_always_the_same_and_some_are_by_ear() -> None:
    first, second = lessons(), lessons()

    assert first == second
    assert len(first) > len(load_asked())


def test_it_learns_which_clause_asks_from_whole_messages() -> None:
    told = [("面里有虫，退钱", frozenset({"refund"})), ("面里有虫，谢谢", frozenset[str]())] * 4
    weights = learn(told)

    assert weights["~^tui"]["refund"] > 0
    assert weights.get("虫", {}).get("refund", 0.0) < weights["退"]["refund"]
