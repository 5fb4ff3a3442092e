"""What kind of place a trader is by the end of its name: 佳味烧腊 cooks, 好又多便利店 sells."""

import re

from api.contract.codes import Setting
from bot.dialogue.conversation import Draft
from bot.dialogue.turn import Heard

_ENDS = (
    (Setting.producer, re.compile(r"(?:食品|饮料|饮品|调味品|乳品|糕点|粮油|酒)厂$")),
    (
        Setting.supermarket,
        re.compile(
            r"(?:便利店?|超市|士多店?|小卖部|商行|商店|百货|生鲜店?|水果店?|零食店?|杂货店?|副食店?|食杂店|粮油店?)$"
        ),
    ),
    (
        Setting.restaurant,
        re.compile(
            r"(?:面包店?|面包[房坊屋]|饼[家屋店]|蛋糕店?|西饼店?|烘焙店?|甜品店?|糖水店?|奶茶店?|咖啡店?|茶餐厅"
            r"|肠粉店?|[米汤河炒]粉店?|粉店|米线店?|拉面店?|面[馆店]|饺子[馆店]?|馄饨店?|包子[铺店]?|早餐店?|烧[腊味]店?|烧鹅店?|卤味店?"
            r"|烧烤店?|烤肉店?|火锅店?|麻辣烫店?|冒菜店?|煲仔饭店?|猪脚饭店?|快餐店?|小炒店?|小吃店?|农家乐|渔家乐|农庄|饭庄|酒[楼家]"
            r"|大排档|餐[馆厅]|饭[店馆]|菜馆|食府|炖品店?|粥店|砂锅粥)$"
        ),
    ),
)
_FROM_AFAR = re.compile(
    r"网|平台|直播|下单|快递|收货|签收|发货|群|链接|店铺|旗舰|客服|物流|包裹|微信|小程序|团购|订单|卖家|邮|寄|主播|APP|app"
)
_WEB_SHOP = re.compile(r"网店|网购|淘宝|天猫|京东|拼多多|抖音|快手|小红书|直播间|旗舰店|微店|闲鱼")
_MAKES = re.compile(r"(?:厂|食品(?:有限)?公司)$")
"""金禾食品厂: the name says what it is."""


def setting_now(draft: Draft, heard: Heard, name: str | None) -> Setting:
    """Where it was bought; a platform that is named is surer than the manner of telling."""
    if draft.setting is not Setting.unknown:
        return draft.setting
    if _WEB_SHOP.search(heard.text):
        return Setting.online_shop
    if _MAKES.search(name or ""):
        return Setting.producer
    known = heard.understood.setting
    if known is Setting.online_shop and not _FROM_AFAR.search(heard.text):
        known = Setting.unknown  # 买的土蜂蜜, by its manner of telling alone
    return known if known is not Setting.unknown else setting_of(name)


def setting_of(name: str | None) -> Setting:
    """The kind of place that a name ends in, if it says one."""
    bare = re.sub(r"[（(].*|(?:分店|总店)$", "", name or "")
    return next((kind for kind, ends in _ENDS if ends.search(bare)), Setting.unknown)
