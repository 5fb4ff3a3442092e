"""Money paid ahead that a trader does not honour: 充的卡新老板不认账."""

import re

from api.contract.codes import Hazard

_PAID_AHEAD = re.compile(
    r"[充办]了?[^，,。；;！!？?]{0,6}(?:卡|会员)|(?:储值|预付|充值|会员|次|餐|蛋糕|提货|年|月)卡|(?:月饼|粽子|提货|礼品|代金|团购|蛋糕)券|[充存预]了?[^，,。；;]{0,4}\d{2,}|(?:卡|账户)里"
    r"|储值|预存|充的(?:钱|值)"
)
_NOT_HONOURED = re.compile(
    r"不认(?:账|帐|了|这|以前|之前|老|卡)?|不(?:让|给|能|肯)(?:用|退|消费|刷|提)|用不了|刷不了|兑不[了到]|不给兑|失效|作废|过户|倒闭|跑路|关[门了张店]|卷款|换(?:了)?(?:老板|店主|东家|人|名)|转让"
    r"|老板(?:换|走|不见)|联系不上|拉黑|人去楼空|停业|搬走|门(?:都|也)?(?:锁|拉)(?:了|着|上|起来)|(?:电话|手机)(?:打不通|没人接|无人接听|关机|停机)"
)
_NOT_FOOD = re.compile(r"健身|美容|美发|理发|剪发|洗车|瑜伽|游泳|按摩|足浴|培训|网课|驾校")


def paid_ahead(text: str) -> tuple[Hazard, ...]:
    """What is wrong where nothing else is said of a card that is worth nothing any more."""
    told = _PAID_AHEAD.search(text) and _NOT_HONOURED.search(text)
    return (Hazard.service,) if told and _NOT_FOOD.search(text) is None else ()
