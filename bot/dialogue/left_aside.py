"""What is told and left aside: it tells no place, day or trader of the matter.

上个月在布吉买的也没事 was fine at another time; 我表姐也被坑过，那个不用你们管 befell others.
"""

import re
from dataclasses import replace

from api.contract.understood import Finding
from bot.dialogue.turn import Heard

ASIDE = "background"
"""The kind of a finding whose words tell nothing of the matter."""
_FINE = re.compile(
    r"(?:上个?月|上上周|上次|上回|以前|之前|从前|去年|前年|往年|早先|平时|平常|每次|年年|往常|一直)[^，,。；;！!？?\n]{0,18}?"
    r"(?:没事|没问题|没出过?(?:事|问题)|好好的|挺好|很好|正常|没毛病|没得事|冇事|冇问题|不错)的?"
)
_ELSEWHERE_THEN = re.compile(
    r"(?:去年|前年|上个?月|上次|上回|以前|之前|从前|早先|有[一几][次回])[^。；;！!？?\n]{2,30}?"
    r"(?:不过|但是?|可)?那(?:个|次)?(?:都)?[是系](?:在)?(?:另外的?|别的|另一|其他)(?:[家个])?(?:店|地方|人|事)?[^，,。；;！!？?\n]{0,2}"
)
"""去年在中山也吃出过虫子不过那是另外的店."""
_OF_OTHERS = re.compile(
    r"我?(?:[表堂](?=[哥姐弟妹]))?(?:[哥姐弟妹姑姨舅叔婶嫂]|朋友|同事|邻居|同学|亲戚|闺蜜)[^。；;！!？?\n]{2,40}?"
    r"[那这]个?[件些]?事?(?:就|都|也|你们)*(?:不用(?:你们?)?管|不关你们的?事|不归你们管|不用你们?操心|不用查)(?:了|的)?"
)
_UNRELATED = re.compile(
    r"(?:^|(?<=[，,。；;！!？?\n]))(?!客服|商家|店家|老板|平台|店员|经理|厂家"
    r"|[^，,。；;！!？?\n]{0,6}(?:另外?|还有|再)一?[家个件桩]|[^，,。；;！!？?\n]{0,2}第[二三][家个件])"
    r"[^，,。；;！!？?\n说讲称推赖]{2,30}?"
    r"(?:[跟和与同][这那]个?件?事[^，,。；;\s]{0,3}(?:没有?(?:啥|什么)?关系|无关|不相干)|[不唔]关(?:[他它她]们?)?的?事)(?:的|啊|呀|哈|了)?"
)
"""他那店叫老马家 跟这事没关系: only spoken of, unless it is what a trader says of himself."""
_SHIPPED = re.compile(
    r"(?:店家|卖家|商家|店铺|快递|货)?(?:显示|写|说)?(?:的?是)?[从在由自](?![我家里])[^，,。；;！!？?\s\d]{2,12}?(?:发货|寄出|发出|寄来|寄过来|发过来|发的货|寄的)的?"
)
"""店家在福建安溪发货的: whence it was sent; where its trader is, the platform shows."""
_ASIDES = (_SHIPPED, _FINE, _ELSEWHERE_THEN, _OF_OTHERS, _UNRELATED)
_NOW = re.compile(r"[这今]次|这回|今天|今晚|今早|昨|结果|现在|就是这家")
# 以前在老王家吃都没事，这次拉肚子: the trader is that of the matter.
_FIELDS = ("merchant", "place", "district", "street", "when", "food")
_WHERE = frozenset({"place", "district", "street"})
_ELSEWHERE = ("referral", "outside", "city")
_AREA = ("district", "division", "street", "area")


def with_asides_marked(heard: Heard) -> Heard:
    """The message with an earlier time that was fine marked as left aside."""
    meant, written = heard.understood, heard.message.text
    spans = [one.span() for told in _ASIDES for one in told.finditer(written)]
    if not spans or heard.message.button is not None:
        return heard

    def _within(one: Finding) -> bool:
        return any(start <= one.start and one.end <= end for start, end in spans)

    left = tuple(one for one in meant.findings if not _within(one))
    kinds = {one.kind for one in left}
    gone = {one.kind for one in meant.findings if _within(one)} - kinds
    wrong = meant.hazards or meant.emergency or _NOW.search(written)
    if "merchant" in gone and wrong and _UNRELATED.search(written) is None:
        return heard
    nothing: dict[str, object] = {name: None for name in _FIELDS if name in gone}
    if gone & _WHERE and not kinds & _WHERE:
        nothing |= dict.fromkeys(_AREA)
    if any(one.search(written) for one in (_OF_OTHERS, _SHIPPED)) and not kinds & _WHERE:
        nothing |= dict.fromkeys(_ELSEWHERE)
    aside = tuple(
        Finding(kind=ASIDE, start=start, end=end, text=written[start:end], value="")
        for start, end in spans
    )
    now = meant.model_copy(update=nothing | {"findings": (*left, *aside)})
    return replace(heard, understood=now)
