"""What a text is like: ranks codes by their examples."""

from nlp.match.likeness import Likeness, features


def likeness() -> Likeness:
    told = [
        ("抱着马桶吐了一夜", "ill"),
        ("蹲马桶蹲到天亮", "ill"),
        ("店里的猫睡在灶台上", "dirty"),
    ]
    return Likeness([(features(text, ()), code) for text, code in told])


def test_the_likeliest_code_comes_first_and_stands_at_nought() -> None:
    assert next(iter(likeness().rank(features("昨晚又抱马桶了", ())).items())) == ("ill", 0.0)
    assert next(iter(likeness().rank(features("猫在灶台舔油", ())))) == "dirty"


def test_what_no_example_holds_is_like_nothing() -> None:
    assert likeness().rank(features("xyz", ())) == {}


def test_pairs_do_not_reach_over_a_comma() -> None:
    assert features("吃,吐", ()) == {"吃", "吐"}
