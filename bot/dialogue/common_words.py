"""Words that everybody uses of themselves, their people and any shop: alone they name nobody.

我和闺蜜吃甜品, 想反映学校食堂, 有家中央厨房 and 门口那个摊子 are put together from them alone. A
name can be, too, as 一点点 and 外婆家 are; so it takes somebody who speaks or does something.
"""

import re
from collections.abc import Collection

_PEOPLE = (
    "我 你 您 他 她 它 咱 俺 们 自己 人家 大家 别人 有人 人 老板 老板娘 店家 店主 店员 "
    "服务员 客服 商家 卖家 摊主 师傅 员工 职工 学生 老师 同学 朋友 同事 闺蜜 老公 老婆 "
    "爱人 对象 女友 男友 男朋友 女朋友 孩子 小孩 儿子 女儿 娃 宝宝 爸 妈 爸爸 妈妈 父母 "
    "爸妈 爷爷 奶奶 外公 外婆 姥姥 姥爷 哥 姐 弟 妹 哥哥 姐姐 弟弟 妹妹 叔叔 阿姨 邻居 "
    "街坊 邻里 室友 舍友 工友 亲戚 老乡 全家 一家人 一家三口 一家四口"
)
_POINTING = "这 那 哪 某 每 各 一 两 二 三 四 几 俩 个 家 间 些 次 回 顿 份 碗 只 块 条 种 有 第"
_WHERE = (
    "楼下 楼上 门口 旁边 附近 隔壁 对面 路边 街边 街上 小区 学校 公司 单位 工地 工厂 "
    "宿舍 家里 里 里面 外面 后面 前面 上面 下面 上 下 这里 那里 这边 那边 那头 这头 那儿 "
    "这儿 那块 一带 路口 路上 城里 村里 镇上 市区 老家 小巷 菜市场 市场 商场 夜市 步行街 "
    "小吃街 美食城 网上 线上 平台 直播间 美团 饿了么 抖音 淘宝 拼多多 京东 幼儿园"
)
_SHOPS = (
    "店 店铺 小店 商店 饭店 餐厅 餐馆 饭馆 面馆 酒楼 酒店 超市 便利店 奶茶店 水果店 "
    "火锅店 烧烤店 烧烤摊 早餐店 早餐摊 早点摊 早餐车 摊 摊子 摊位 小摊 档口 食堂 饭堂 "
    "作坊 黑作坊 小作坊 厂 厨房 后厨 中央厨房 外卖 快餐店 药店 蛋糕店 面包店 熟食店 "
    "生鲜店 甜品店 咖啡店 小卖部 海鲜酒楼 大排档 农家乐 承包 供应商 配送 餐饮"
)
_DOING = (
    "吃 喝 买 卖 点 订 送 带 去 来 到 在 回 从 给 跟 和 与 陪 请 过 逛 逛街 玩 路过 经过 "
    "聚 聚餐 吃饭 喝酒 团建 旅游 旅行 出差 开 做 办 拿 用 想 要 反映 举报 投诉 查 找 问 "
    "看 看到 看见 发现 觉得 知道 说 是 没 没有 不 也 都 就 还 又 再 刚 刚刚 刚才 被 把 "
    "让 得 着 了 过 的 踩 吐 拉 拉肚子 下班 上班 放学 下单"
)
_WHEN = (
    "今天 昨天 前天 大前天 昨晚 今早 早上 中午 晚上 下午 上午 凌晨 半夜 周末 上周 上周六 "
    "上周日 一天 天 周六 周日 早餐 午餐 晚餐 早饭 午饭 晚饭 宵夜 夜宵 饭 菜 面 东西 甜品 "
    "火锅 烧烤 奶茶 水果 快餐 小吃 雷 坑"
)
_COMMON = frozenset(f"{_PEOPLE} {_POINTING} {_WHERE} {_SHOPS} {_DOING} {_WHEN}".split())
_LONGEST = max(map(len, _COMMON))
_SPEAKS = re.compile(
    r"[我你您他她咱俺]|[这那某]一?[个家间些]|^有?[一几两][家间个](?!人)|反映|举报|投诉|发现|看[到见]|踩|有[家个]"
    r"|[吃喝买点订逛](?:了|的|过|完|到)|旅游|出差|团建|聚餐"
    r"|(?:朋友|同事|闺蜜|老公|老婆|孩子|儿子|女儿|室友|同学|[爸妈]妈?|[爷奶]?[爷奶]|阿姨|叔叔)(?:们|和|跟)?(?:去|吃|喝|买|请|带|开|给|点|订|在)"
    r"|(?:陪|带|跟|和|给)(?:朋友|同事|闺蜜|老公|老婆|孩子|儿子|女儿|室友|同学|[爸妈])"
    r"|^(?:楼下|楼上|门口|旁边|附近|隔壁|对面|路边|街边)"
)


def is_common(words: str, beside: Collection[str] = ()) -> bool:
    """Whether words are such alone, and somebody speaks in them.

    Args:
        words: What may be a name.
        beside: What was recognised in the message as food, which is common there.
    """
    return _SPEAKS.search(words) is not None and _made_of(words, frozenset(beside))


def _made_of(words: str, beside: frozenset[str]) -> bool:
    """Whether they can be cut into common words without a rest."""
    longest = max([_LONGEST, *map(len, beside)])
    reached = {0}
    for end in range(1, len(words) + 1):
        starts = (at for at in range(max(0, end - longest), end) if at in reached)
        if any(words[at:end] in _COMMON or words[at:end] in beside for at in starts):
            reached.add(end)
    return len(words) in reached
