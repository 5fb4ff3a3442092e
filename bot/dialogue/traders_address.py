"""Whose address it is: that of the trader, 页面上写的经营地址是…, or the writer's own."""

import re

_CLAUSE = re.compile(r"[，,。；;！!？?\n]")
_OF_TRADER = re.compile(
    r"(?:经营|注册|登记|发货|寄出|寄件|生产|营业|公示|仓库|仓储|店铺|网店|店家?|商家|商户|卖家|厂家?|公司|餐厅|饭店|馆|铺|摊主|老板|档口|摊位"
    r"|对方|他们?|她们?|它们?|他家|执照|(?:页面|平台|网页|主页|详情页|首页|APP|app)上?|牌照|包裹|快递单?|面单|包装)"
    r"(?:[上里]?(?:显示|写|标|登记|公示|留|印|填|挂|给)(?:的|着|了)*)?(?:的|是|那个)*$"
    r"|(?:显示|写|标|登记|公示|挂)(?:的|着|了)$"
)
"""Before a bare 地址: the trader's."""
_OWN = re.compile(r"我的|我家|本人|联系|通讯|家庭|居住|收货|住|家在")
TRADERS = re.compile(
    r"(?:经营|注册|登记|发货|寄件|生产|营业|店铺|网店|店家?的?|商家的?|卖家的?|厂家?的?|公司的?|执照上?的?)(?:所在)?(?:地址|住所)"
    r"|(?:发货|寄出|产|所在)地(?:址|点|方)?(?:写|显示|标)?(?:的|着)?(?:就?是|为|在|[:：])|(?:仓库|店铺|网店|厂子?|工厂|作坊|门店|实体店|公司|(?:自提|提货|取货|取餐|自取)[点柜处])(?:就|都)?(?:是?在|位于)(?!我)"
    r"|(?:页面|平台|网页|主页|执照|详情页?|资质|店铺|网店|商品|链接|抖音|淘宝|拼多多|美团|饿了么|京东|订单|包装|标签|直播间)(?:里|上)?面?(?:显示|写|标|登记|公示|留|填|挂|的(?=地址|$))"
)
"""Where a trader is said to be, whatever was asked."""


def is_traders(before: str, cue: str) -> bool:
    """Whether the address that follows is a trader's.

    Args:
        before: The words up to the cue.
        cue: The words for an address themselves: 地址是, 我家住.
    """
    if _OWN.search(cue):
        return False
    clause = _CLAUSE.split(before)[-1]
    return not _OWN.search(clause) and _OF_TRADER.search(clause) is not None
