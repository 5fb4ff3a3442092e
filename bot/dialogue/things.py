"""Words that tell of a thing, and name nobody: what is counted, and what somebody did with it.

好长一根, 送来一份凉皮 and 里面一只苍蝇 are short, hold no word of a sentence, and are still no
trader; 三只松鼠 and 一碗香牛肉面 are.
"""

import re

_NUMBER = r"(?:[一二两三四五六七八九十几半]|\d{1,3})(?:来|多|大|小|整)?"
_SMALL = "根份块片粒颗坨股撮团包袋瓶盒箱斤件张次层滴丝撇堆"
_ANY = f"[{_SMALL}个只条碗盘杯串罐桶双]"
_AFTER_A_DEED = re.compile(
    rf"(?:[长大小多少细粗厚黑白红绿臭脏错乎上下来去到出了着过给送拿端寄里面外缺差剩退换只就才共]){_NUMBER}{_ANY}"
)
_COUNTED = re.compile(rf".{{0,6}}{_NUMBER}{_ANY}(?:多|左右)?")
_LED_BY_COUNT = re.compile(
    rf"{_NUMBER}(?:[{_SMALL}](?![姐哥嫂妹弟爷叔伯娘婆公爸妈娃])|{_ANY}(?:死|活|大|小|黑|长)?(?:头发|毛|虫|苍蝇|蟑螂|老鼠|铁|钢|指甲|塑料|石|沙|玻璃|鸡蛋|蛋))"
)
_LED_BY_DEED = re.compile(
    r"(?:送[来了错到的]|拿[来了]|端[来上]|[发寄][来的了]|[买点吃喝][了的出到]|打开(?!心)|拆开|掉出|漂着|夹着|咬到|收到|换[来了]|退了"
    r"|少了|[缺剩][一二两三几半\d了下]|有[一二两三几]|里面|上面|外面|结果|一共|总共|只[给有剩]|满满|居然|竟然|全[是都]|都是|看[到见]|发现|配料|包装)"
)
_SHOP = re.compile(r"(?:店|餐厅|饭店|超市|馆|铺|酒楼|面馆|包子铺|美食城)$")


def is_thing(words: str) -> bool:
    """Whether words count a thing or tell what was done with it."""
    if _LED_BY_DEED.match(words):
        return True
    if _SHOP.search(words):
        return False
    return (
        _COUNTED.fullmatch(words) is not None
        or _AFTER_A_DEED.search(words) is not None
        or _LED_BY_COUNT.match(words) is not None
    )
