"""What sounds like an illness and befell nobody, and what is one."""

import pytest

from nlp import pipeline


@pytest.mark.parametrize(
    "text",
    [
        "昨天端上来的兔腰一股臭味，我女朋友闻了都想吐",
        "二三十个娃娃挤在一个套房里，厨房就在厕所对面，我昨天看到的",
        "一家三口去吃，等了两个小时，菜是凉的，孩子饿得肚子疼",
        "我妈昨天在阿婆饼家吃的蛋黄酥是臭的",
        "点的鸡肉沙拉送来三文鱼的，我同事海鲜过敏，根本没法吃，没动过",
        "店里那股味道熏得我和老公直犯恶心，没点菜就走了",
        "面里吃出钢丝球，老板还骂我们两个，气得肚子疼",
        "我找商家退款，我们两个人的微信都被拉黑了",
        "奶茶一股怪味，我两个孩子都喝了，会不会中毒啊",
        "猫吃了他家的罐头拉肚子，两只都拉",
        "昨天吃了没熟的四季豆，两个人，还没发作，我有点担心",
        "价格太贵，两个人吃了四百，肉疼",
        "几十个学生挤着排队，打菜阿姨不戴口罩，看着就难受",
        "昨天中午，四个人吃了312块，跟店长说了他就说送个凉菜，我不接受",
        "昨天晚上我和女朋友两个人吃的，58块钱，老板只肯退我那份",
        "厂里聚餐12个人，一桌888元，老板说只赔100",
        "今天中午的事，我现在越想越恶心，饭钱39块得退给我，昨天我还夸他家好吃真是瞎了",
        "面里一只苍蝇，我们三个人去的，越想越反胃，要求退68块钱",
        "孩子没受伤，没去医院。我就要退这餐的钱215块，还要他们当面道个歉",
    ],
)
def test_what_befell_nobody_is_no_emergency(text: str) -> None:
    understood = pipeline.load("china").understand(text)

    assert not understood.emergency
    assert understood.people_ill is None


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("不是闻着想吐，是真吐了，我和女朋友都吐了", 2),
        ("会不会是中毒啊，我们三个吃完都吐了", 3),
        ("我孩子吃了花生酱过敏，饭都没法吃，脸肿了", 1),
        ("幸好我没吃，我爸妈吃了都进医院了", 2),
        ("我孙子同学在那托管吃饭，二三十个娃娃吃了都吐", 20),
        ("全家都吐了，狗也吐了", 2),
        ("我们四个人吃了两百，三个拉", 3),
        ("没去医院，头有点晕，两个人吃完都在吐", 2),
        ("气死了，我和我弟吃完都肚子疼拉稀", 2),
        ("我怕是吃坏肚子了，我和我妈从昨晚拉到现在", 2),
        ("看着没熟还是吃了，结果四个人全拉肚子", 4),
        ("先是他吐，后来我老婆也吐，吃的是同一家的凉皮", 2),
        ("我先拉，然后我弟，后来我爸也吐", 3),
        ("三个人一起吃的，我也拉，他俩也拉", 3),
        ("一家四口全部上吐下泻，在海鲜大排档吃的", 4),
    ],
)
def test_real_illness_stays_an_emergency_of_so_many(text: str, ill: int) -> None:
    understood = pipeline.load("china").understand(text)

    assert understood.emergency
    assert understood.people_ill == ill


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("我老婆当场吐了，我没事", 1),
        ("先是他吐，后来我老婆也吐", 2),
        ("三个人，我也拉", 3),
        ("现在数了是13个人，有两个叫了120送去医院了", 13),
    ],
)
def test_a_short_telling_is_counted(text: str, ill: int) -> None:
    assert pipeline.load("china").understand(text).people_ill == ill
