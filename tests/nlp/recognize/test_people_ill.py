"""How many are ill: the lower bound, with the dead, without those who are well."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四十多个人吃食堂，十六七个吐，两个拉去县医院", 16),
        ("公司团建十二个人，吃完七个人上吐下泻，都在医院", 7),
        ("同桌喝了拉肚子，另外五个也拉", 6),
        ("我和六个同学喝了饮料肚子疼，都去了医院", 7),
        ("我和老公昨晚吃的毛肚，轮着跑厕所", 2),
        ("今晚五个人吃饭，三个住院两个在拉", 5),
        ("仨孩子吃吐了", 3),
        ("今天又有两个同事开始吐了，一共四个", 4),
        ("两口子吃完都在洗胃", 2),
        ("一起吃的有两个同事，都没事，就我自己吐了一晚上", 1),
        ("十几个孩子又吐又拉送医院了", 10),
        ("我老婆开始上吐下泻 我两个儿子也发烧 现在去医院急诊", 3),
        ("食堂吃完饭，我儿子和另外四个小朋友都肚子痛呕吐", 5),
        ("昨晚我们公司6个人聚餐，今早4个人上吐下泻，有2个在医院打吊针", 4),
        ("我爸妈中午吃了野生菌，现在我妈看见小人，我爸一直吐", 2),
        ("开始说七八个人，我刚从卫生院回来，数了，12个，有三个住院了，都吃了席", 12),
        ("四个人吃三个拉", 3),
        ("我和我老公一起吃的，我拉肚子，他没事", 1),
        ("三个人一起吃，就我一个人上吐下泻", 1),
        ("我带两个孩子去吃的，孩子没事，我吐了一晚上", 1),
        ("我和两个孩子都吐了", 3),
        ("两个孩子都吐了，我和老公没吃", 2),
        ("全班40人，昨天中毒的有15人，住院6人", 15),
        ("我们四个人去吃的，我拉得最厉害，都进医院了", 4),
        ("一共9个人吃的 现在就这4个不舒服", 4),
        ("两桌一共20人，已经有3个在住院", 3),
        ("我妈吃了以后住院了，我在医院陪她", 1),
    ],
)
def test_those_who_fell_ill_are_counted(text: str, value: int) -> None:
    assert [str(value)] == [one.value for one in findings(text, FindingKind.people_ill)]


@pytest.mark.parametrize(
    "text",
    [
        "四个人去吃饭，菜里有虫，老板不认",
        "我被你们这机器人气吐了",
        "看着就恶心，没敢吃",
        "送餐到医院门口，汤洒了",
        "卖过期面包，十个顾客都看见了",
    ],
)
def test_where_nobody_is_ill_there_is_no_number(text: str) -> None:
    assert findings(text, FindingKind.people_ill) == []


@pytest.mark.parametrize(
    "text", ["经常来吃，4个人都没有吃完剩了很多", "两个人吃了两百", "太难吃了，我吃得想吐"]
)
def test_who_only_ate_is_not_ill(text: str) -> None:
    assert findings(text, FindingKind.people_ill) == []
