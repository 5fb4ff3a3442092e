"""An invented registry, made of word lists."""

from collections.abc import Iterator

CITIES = {"海州": "石门区", "云陵": "东湖区", "平沙": "南桥区", "青岑": "望江区"}
BRANDS = [
    "碧螺轩",
    "金穗源",
    "老灶台",
    "福满楼",
    "鲜味达",
    "禾丰园",
    "巧媳妇",
    "百味居",
    "蜀香园",
    "江南春",
    "聚仙阁",
    "喜盈门",
    "渔夫湾",
    "麦香村",
    "翠竹林",
    "醉湘情",
    "红泥炉",
    "乐佳汇",
    "安心厨",
    "小满坊",
    "阿婆家",
    "稻花里",
    "知味阁",
    "五谷丰",
    "南山牧",
    "清溪谷",
    "沁芳园",
    "锦绣堂",
]
TRADES = ["餐饮管理", "食品", "粮油贸易", "酒店", "水产", "糕点"]


def rows() -> list[dict[str, str | None]]:
    """Some hundreds of merchants; each brand has other trades in every city."""
    return list(_rows())


def _rows() -> Iterator[dict[str, str | None]]:
    number = 0
    for place, (city, district) in enumerate(CITIES.items()):
        for turn, brand in enumerate(BRANDS):
            for trade in (TRADES[(place + turn) % 6], TRADES[(place + turn + 2) % 6]):
                number += 1
                yield row(f"{city}市{brand}{trade}有限公司", number, city, district)
    yield row("金谷坊餐饮有限公司", 9001, "海州", "石门区", address="海州市石门区春水路8号")
    yield row("金谷坊餐饮有限公司", 9002, "海州", "石门区", address="海州市石门区秋山路9号")


def row(
    name: str, number: int, city: str, district: str, address: str | None = None
) -> dict[str, str | None]:
    return {
        "name": name,
        "uscc": f"91{number:016d}",
        "province": "越海省",
        "city": city,
        "district": district,
        "address": address or f"{city}市{district}人民路{number}号",
    }
