"""What a long message leaves aside gives no trader, day or illness of its matter."""

import pytest

from tests.api.intake.test_placing import understand

_PEANUTS = "我要说的是花生。前天在福田区福强路「佳惠百货」买的花生发霉了，28块"


def _aside(text: str) -> list[str]:
    findings = understand(text, city="shenzhen").findings
    return [one.text for one in findings if one.kind == "background"]


@pytest.mark.parametrize(
    "story",
    [
        "昨天隔壁老陈说他在天虹买的虾是死的，这个我不管他。",
        "去年在「旺角茶楼」吃坏过肚子，那次就算了不提了。",
        "前年吃海鲜过敏进过医院，那都是过去的事了。",
        "上个月我在人人乐买的苹果挺好，没什么问题。",
        "我老公昨天发烧了，他是着凉，跟吃的没关系。",
        "我老伴以前在国营粮店上班，最讲究这个。",
    ],
)
def test_a_story_that_is_left_aside_is_none_of_the_matter(story: str) -> None:
    meant = understand(story + _PEANUTS, city="shenzhen")
    assert _aside(story + _PEANUTS) == [story]
    assert (meant.merchant, meant.district, meant.food) == ("佳惠百货", "福田区", "花生")
    assert meant.people_ill is None
    assert not meant.emergency
    for one in meant.findings:
        assert (story + _PEANUTS)[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "我昨天在福田区景田路「常来面馆」吃面，面里有只苍蝇，老板还骂我，这个我不管，我就要他退钱，面钱是28块",
        "在龙岗区坂田「大润万家」买的酸奶，外面看好好的没问题，昨天打开一喝酸得不对，一看过期两个月了，老板说没问题",
        "在「老王面馆」等了一个小时，那个我不管他。我要说的是面里有虫，吃出来的，还不给退，太气人了，我要投诉他们家",
        "这家店我以前经常去，以前味道很好从来没问题，昨天在福田区新洲路「阿强猪杂粉」吃出半只蟑螂，气死我了",
        "昨晚在「湘遇」我们三个人上吐下泻还在医院，这个先不提了。我要说的是「湘遇」的菜里还有虫子，后厨也脏得要命",
        "昨天买的鸡蛋很好，没有问题",
        "另外再反映另外一家，跟这个没关系：坪山区碧岭街上有个卤肉摊，天天苍蝇乱飞，生熟刀不分，麻烦去管管",
    ],
)
def test_the_matter_itself_is_never_left_aside(text: str) -> None:
    assert _aside(text) == []


def test_a_story_left_aside_without_a_sign_ends_where_the_point_is_come_to() -> None:
    left = "外卖那个平台已经赔我了不说了"
    text = (
        f"{left}我要说的是昨天下午在我们楼下超市买的两盒鲜奶回来一倒跟豆腐渣一样"
        "我再回去看他那个冷柜根本就没插电奶就那么常温摆着"
    )
    assert _aside(text) == [left]
