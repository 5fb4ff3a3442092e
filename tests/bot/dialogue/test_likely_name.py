"""What words are by their signs alone: a trader's name, a kind of shop, or neither."""

import json
from importlib.resources import files

import pytest

from bot.dialogue.likely_name import MODEL, is_kind, likelihoods
from knowledge.lexicon.tagged_messages import digest

NAMES = ("茶里有鹿", "老周刀削面", "泉边烧饼铺", "幺舅江湖菜", "王老五熟食加工点", "阿香米线")
KINDS = ("猪肉档", "江湖菜馆子", "間茶餐廳", "小推车", "一家早餐店", "楼下水果店")
OTHERS = ("反映一个情况", "也匿名提交", "往北走两百米", "福田区华强北", "退款就行", "昨天中午点的")


def test_the_model_is_in_step_with_the_marked_messages() -> None:
    told = json.loads(files("bot.dialogue").joinpath(MODEL).read_text(encoding="utf-8"))
    assert told["messages"] == digest(), "run `make learn` after a change to the marked messages"


@pytest.mark.parametrize("words", NAMES)
def test_a_name_is_likelier_a_name_than_anything_else(words: str) -> None:
    name, kind = likelihoods(words)
    assert name + kind > 0.5
    assert not is_kind(words)


@pytest.mark.parametrize("words", KINDS)
def test_a_kind_of_shop_is_known_as_one(words: str) -> None:
    assert is_kind(words)


@pytest.mark.parametrize("words", OTHERS)
def test_what_is_said_beside_names_is_neither(words: str) -> None:
    assert sum(likelihoods(words)) < 0.1
