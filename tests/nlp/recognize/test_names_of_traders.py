"""Traders whose names have no usual ending or shape are heard whole, and no more than the name."""

import pytest

from tests.nlp.reading_of import understand


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在老字号烟酒行买了两瓶茅台，找人看了说是假的", "老字号烟酒行"),
        ("买了蜂蜜小镇奶茶店的杨枝甘露，喝出一只小虫", "蜂蜜小镇奶茶店"),
        ("昨天中午在刀削面王吃的，吃出一根头发", "刀削面王"),
        ("老太原面馆的刀削面里有钢丝球", "老太原面馆"),
        ("鹅公子买的卤鹅发黏，退货不给退", "鹅公子"),
        ("纤美坊的瘦身糖果，我没敢吃，送第三方检测，查出西布曲明", "纤美坊"),
        ("盐田区 明珠道 这家叫港城快餐", "港城快餐"),
        ("粤来粤好这个店员工不戴口罩手套", "粤来粤好"),
        ("昨天在龙华买了鲜丰水果的车厘子，里面全是虫", "鲜丰水果"),
        ("从张姐熟食那儿切的猪头肉酸了", "张姐熟食"),
        ("外婆的菜园子在坪山沙湖，菜里有虫", "外婆的菜园子"),
        ("拼多多榴莲大王旗舰店买的榴莲是坏的", "榴莲大王旗舰店"),
        ("盒马深圳湾店买的三文鱼有寄生虫", "盒马深圳湾店"),
    ],
)
def test_an_unusual_name_is_heard(text: str, name: str) -> None:
    assert understand(text).merchant == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("胖嫂炒鸡这家店用的是死鸡", "胖嫂炒鸡"),
        ("一家叫春风十里的甜品店，蛋糕过期两天还在卖", "春风十里"),
        ("拼多多买的腊肉，店铺黔山老灶官方店，收到发霉长绿毛", "黔山老灶官方店"),
        ("坂田大碗先生的米饭夹生又酸", "大碗先生"),
        ("布吉川渝人家，菜里吃出创可贴", "川渝人家"),
        ("你好我想反映一下 光明高中食堂的饭菜 学生反映经常有虫子和头发", "光明高中食堂"),
        (
            "我女儿的学校，南山实验教育集团麒麟小学，今天中午供餐吃完，班里6个孩子肚子疼",
            "南山实验教育集团麒麟小学",
        ),
    ],
)
def test_a_name_ends_and_begins_where_it_should(text: str, name: str) -> None:
    assert understand(text).merchant == name


@pytest.mark.parametrize(
    "text",
    [
        "昨天在路边摊吃的烤串，拉了一晚上",
        "楼下那家火锅店太脏了",
        "隔壁的麻辣烫店天天用地沟油",
        "孩子在南山人民医院打针",
    ],
)
def test_a_kind_of_shop_is_no_name(text: str) -> None:
    assert understand(text).merchant is None


def test_a_street_within_a_name_is_no_street() -> None:
    found = understand("在大鹏较场尾的渔民阿福海鲜吃饭，点了皮皮虾，臭的")

    assert (found.merchant, found.district, found.street) == ("渔民阿福海鲜", "大鹏新区", None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("清湖老村二区15栋一楼 白天关着门 晚上才开工", "清湖老村二区15栋一楼"),
        ("福田区下沙村六坊", "下沙村六坊"),
        ("母婴店叫贝贝乐，在龙华民治沙吓村", "民治沙吓村"),
        ("在步涌市场里面第三个档卖死鱼", "步涌市场里面第三个档"),
    ],
)
def test_a_place_is_heard_up_to_its_door(text: str, place: str) -> None:
    assert understand(text).place == place


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("我和同事四个人，昨晚吃的海鲜自助，今天三个人拉肚子，我没事", 3),
        ("我们寝室六个人就我没事其他都拉肚子", 5),
    ],
)
def test_who_is_well_is_not_counted(text: str, ill: int) -> None:
    assert understand(text).people_ill == ill


def test_a_market_is_no_city() -> None:
    assert understand("宝安松岗东方市场里头有个卖烧鸭的，烧鸭是用死鸭做的").district == "宝安区"


def test_jiao_after_yuan_is_part_of_the_sum() -> None:
    assert understand("结账按12块9算，多收了").amount == 12.9


def test_a_road_between_its_district_and_a_trader_is_where() -> None:
    assert understand("盐田区 明珠道 这家叫港城快餐").place == "明珠道"
    assert understand("福田区 昨晚 那家阿婆糖水").place is None


def test_how_much_was_bought_for_what_is_no_name() -> None:
    meant = understand("店在福田区振华路，两盒1180元")
    assert (meant.merchant, meant.amount) == (None, 1180)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("公明将石新围的兴发肉菜市场12号档卖注水牛肉", "兴发肉菜市场12号档", "公明将石新围"),
        (
            "南山科技园南区讯美科技广场楼下便利蜂买的三明治过期一天了",
            "便利蜂",
            "科技园南区讯美科技广场楼下",
        ),
        ("坪山六联横岭塘小区那边的幸福里超市猪肉没有检疫章", "幸福里超市", "六联横岭塘小区"),
        ("福永凤凰山脚下那个农庄叫山水人家 吃完有6个拉肚子", "山水人家", "福永凤凰山脚下"),
        ("盐田海鲜街的「渔家乐海鲜坊」坑人", "渔家乐海鲜坊", "盐田海鲜街"),
        ("南山桃园路那家茶小满 国庆的时候充了300", "茶小满", "桃园路"),
        ("罗湖区笋岗的梨园路上的老邓头螺蛳粉，粉里一条大青虫", "老邓头螺蛳粉", "笋岗的梨园路"),
        (
            "百果鲜生活超市西丽店买的牛奶过期了，店在南山区留仙大道西丽地铁站旁边。地址南山区文光村三坊12号",
            "百果鲜生活超市西丽店",
            "留仙大道西丽地铁站旁边",
        ),
    ],
)
def test_what_leads_to_a_trader_is_where(text: str, name: str, place: str) -> None:
    meant = understand(text)
    assert (meant.merchant, meant.place) == (name, place)


def test_a_place_that_everybody_knows_is_where_though_people_are_called_so() -> None:
    meant = understand("一品江南酒楼，车公庙")
    assert (meant.merchant, meant.place) == ("一品江南酒楼", "车公庙")
    assert not [one for one in meant.findings if one.kind == "person"]


def test_what_one_was_reckoned_at_is_not_what_was_paid() -> None:
    assert understand("买榴莲报的19一斤 结账按29收的，付了186").amount == 186
