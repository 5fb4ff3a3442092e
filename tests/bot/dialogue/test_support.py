"""Which words name nobody, and how well a name is supported."""

import pytest

from bot.dialogue.called import can_be_trader
from bot.dialogue.common_words import is_common
from bot.dialogue.naming import is_family, trader_named
from bot.dialogue.support import Support, support_of


@pytest.mark.parametrize(
    "words",
    [
        "闺蜜吃甜品",
        "想反映学校食堂",
        "一个中央厨房",
        "门口那个摊子",
        "朋友请吃饭",
        "昨天一天踩两个雷",
    ],
)
def test_common_words_name_nobody(words: str) -> None:
    assert is_common(words)


@pytest.mark.parametrize(
    "words", ["一点点", "外婆家", "老地方", "妈妈面馆", "朋友烧烤", "好想来", "阿姨奶茶"]
)
def test_a_name_may_be_put_together_from_them(words: str) -> None:
    assert not is_common(words)


@pytest.mark.parametrize(
    ("name", "text", "food", "support"),
    [
        ("野生菌火锅", "我老公吃了野生菌火锅", "野生菌火锅", Support.refuted),
        ("门口那个摊子", "门口那个摊子的粉", None, Support.refuted),
        ("洽洽香瓜子", "洽洽香瓜子", "瓜子", Support.found),
        ("采芝坊糕团店", "先是采芝坊糕团店", "青团", Support.likely),
        ("湘粤情", "面馆叫湘粤情", "面", Support.told),
    ],
)
def test_a_name_is_supported_by_how_it_was_told(
    name: str, text: str, food: str | None, support: Support
) -> None:
    assert support_of(name, (text,), food) is support


@pytest.mark.parametrize(
    "words", ["爷爷在挂水", "老公拉肚子", "我妈现在吐得厉害", "孩子说看到腿了", "奶奶吃不下去"]
)
def test_how_somebody_is_names_nobody(words: str) -> None:
    assert not can_be_trader(words)


@pytest.mark.parametrize("words", ["外婆家", "老公饼屋", "妈妈菜馆", "老妈蹄花", "爷爷拉面馆"])
def test_a_name_may_begin_with_kin(words: str) -> None:
    assert can_be_trader(words)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("微信小程序叫邻里拼拼团的 群主说不管", "邻里拼拼"),
        ("公众号叫果果优选下的单", "果果优选"),
        ("抖音号叫海鲜老李", "海鲜老李"),
    ],
)
def test_a_shop_in_an_app_is_called_so(text: str, name: str) -> None:
    assert trader_named(text) == name


def test_everybody_at_home_is_no_chain() -> None:
    assert is_family("吃了烧腊全家吐", "全家")
