"""The writer's name, for the form of a complaint; never a shop's or an officer's."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_NOT_NAMES = frozenset(
    ["谢谢", "高兴", "方便", "安全", "常常", "时候", "钱呢", "马上", "成功", "关门", "花钱", "明白", "平安", "白吃", "多谢", "包装", "牛肉", "米饭", "黄焖", "花生", "白菜", "马路", "金额", "高价", "关于", "安排", "连续", "单位", "应该", "时间", "成都", "石家庄", "江苏", "文明", "温度", "房东", "包子", "解决", "强制", "代购", "商家", "商店", "华为", "车上", "任何", "何时", "易拉", "计算", "全部", "全家", "都是", "向你", "管理", "经理", "常去", "白酒", "黄牛", "章鱼", "鱼丸", "牛奶", "羊肉", "海鲜", "花甲", "马铃", "毛肚", "毛病", "高温", "平台", "项目", "游客", "阳光", "江边", "米线", "米粉", "柴火", "和他", "于是", "终于", "左边", "右边", "方向", "支付", "施工", "时不", "都没", "应当", "路边", "强烈", "查处", "查询", "查他", "查一", "向阳", "匿名", "别问", "不用", "不想", "包裹", "简单", "温馨", "单子", "冷柜", "权利", "解释", "车间", "房子", "甘蔗", "雷同", "盛饭", "费用", "景田", "龙华", "罗湖", "福田", "南山", "宝安", "龙岗", "盐田", "坪山", "光明", "乐意", "乐于", "相关", "严重", "严查", "季节", "明天", "边上", "区里", "包间", "宁可", "武汉"]
)


class PersonRecogniser:
    """Finds names after 我叫, 姓名, before 先生, or standing alone as an answer."""

    def __init__(self, surnames: tuple[str, ...]) -> None:
        longest = sorted(surnames, key=len, reverse=True)
        surname = "(?:" + "|".join(map(re.escape, longest)) + ")"
        name = rf"({surname}[\u4e00-\u9fa5]{{1,2}})"
        stop = r"(?=$|[^\u4e00-\u9fa5]|是|的|电话|手机|联系|住|来|在|，)"
        self._introduced = re.compile(
            rf"(?:我叫做?|我的名字是?|名字叫?|姓名[是为:： ]*|本人叫?|我是|联系人[是为:： ]*|投诉人[是为:： ]*|举报人[是为:： ]*|叫我|称呼我?|我系|我名叫)[:： ,，]*{name}{stop}"
        )
        self._titled = re.compile(
            rf"(?<![\u4e00-\u9fa5])({surname}[\u4e00-\u9fa5]{{0,2}}?)(?:先生|女士|小姐|太太|阿姨|大姐|师傅|老师|叔叔|生(?=，|$))"
        )
        self._surnamed = re.compile(rf"(?:我姓|免贵姓?|敝姓)({surname})")
        self._alone = re.compile(rf"(?:^|[，,。；; 、\n：:]){name}(?=$|[，,。；; 、\n]|1[3-9]\d)")

    def find(self, reading: Reading) -> list[Finding]:
        """Names with their score: introduced 0.95, with a title 0.8, alone in a short answer 0.7."""
        text = reading.text
        found: list[Finding] = []
        for pattern, rule, score in (
            (self._introduced, "person.introduced", 0.95),
            (self._alone, "person.alone", 0.7),
            (self._titled, "person.titled", 0.6),
            (self._surnamed, "person.surname", 0.55),
        ):
            if pattern is self._alone and not _is_short_answer(reading):
                continue
            for one in pattern.finditer(text):
                if _is_name(one[1]):
                    found.append(
                        reading.finding(FindingKind.person, one.span(1), one[1], rule, score)
                    )
        return found


_SHORT = 60
_TITLES = (
    "先生",
    "女士",
    "小姐",
    "阿姨",
    "师傅",
    "老师",
    "老板",
    "经理",
    "路",
    "街",
    "区",
    "市",
    "店",
    "村",
    "镇",
    "记",
    "家",
    "站",
    "城",
    "园",
)


def _is_name(word: str) -> bool:
    return word not in _NOT_NAMES and word[:2] not in _NOT_NAMES and not word.endswith(_TITLES)


def _is_short_answer(reading: Reading) -> bool:
    return len(reading.text) <= _SHORT and not reading.says("hazard")
