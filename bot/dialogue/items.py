"""Which item of a draft words name, and whether they call it wrong: 店名错了 · 电话不对."""

import re

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "address",
        re.compile(
            r"^(?:我的|我家|联系|本人)(?:联系)?(?:地址|住址)$|^(?:住址|联系地址|家庭地址)$"
        ),
    ),
    ("phone", re.compile(r"^(?:我的|联系)?(?:电话|手机|手机号|号码|电话号码|手机号码)$")),
    ("name", re.compile(r"^(?:我的|投诉人的?)?(?:名字|姓名|[真全本实]名)$|^我$")),
    (
        "merchant",
        re.compile(
            r"^(?:那个|这个)?(?:店名字?|投诉对象|被投诉人|投诉的店|(?:商家|店铺|店家|店|餐厅|饭店)(?:的?(?:名字|名称|名))?)$"
        ),
    ),
    ("place", re.compile(r"^(?:店的|商家|商家的|店铺)?(?:地址|地点|位置|地方)$")),
    ("when", re.compile(r"^(?:发生|购买|买的)?(?:时间|日期)$")),
    ("food", re.compile(r"^(?:食品|吃的|买的|东西|商品|产品)$")),
    ("amount", re.compile(r"^(?:金额|价格|价钱|钱|花费|医药费|医疗费|费用|损失|总共|一共)$")),
    ("people_ill", re.compile(r"^(?:人数|生病人数|不舒服的人)$")),
    ("demand", re.compile(r"^(?:要求|诉求|我的要求)$")),
)
_ONLY_WRONG = re.compile(
    r"^(?P<what>[\u4e00-\u9fff]{1,7}?)(?:好像|也|都)?(?:(?:写|说|打|填|弄|搞|记)?(?:错|反)了?|不对|有误|不是这个|要改|改一下)[了啊呀。！!，,]*$"
)
WRONG = re.compile(
    r"(?:写|说|打|填|弄|搞|记|看|认)?错了?$|(?:写|说|打|填|弄|搞|记)反了?$|不对$|也?(?:要|得)?改(?:一?下)?$"
)
"""What stands after the name of an item that is wrong."""


def field_named(words: str) -> str | None:
    """The item that is called so: a name of a fact or of the reporter."""
    return next((field for field, names in _NAMES if names.match(words)), None)


def wrong_field(text: str) -> str | None:
    """What is said to be wrong without saying what is right: 店名错了, 电话不对."""
    found = _ONLY_WRONG.match(text)
    return field_named(found["what"]) if found else None


def only_named(text: str) -> str | None:
    """The item that stands alone, or that is to be changed: 名字 · 改电话 · 要改一下地址."""
    words = re.sub(r"[。！!，,\s]+$", "", text)
    return field_named(
        re.sub(r"^(?:我?(?:要|想|需要)?改(?:一?下|动)?|换一?下)(?:我的)?", "", words)
    )


def is_only_wrong(text: str) -> bool:
    """Whether the words do no more than call something wrong."""
    return _ONLY_WRONG.match(text) is not None
