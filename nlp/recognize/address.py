"""The writer's own address, for the form of a complaint."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_LABEL = re.compile(
    r"(?:联系地址|家庭地址|家庭住址|通讯地址|收货地址|住址|地址|我住在?|本人住|住在|家住|家在|"
    r"屋企喺|居住在|现住)(?:是|为|系|在|[:：])?[ ]?"
)
_BODY = re.compile(r"[\u4e00-\u9fa5a-z0-9#*×\-—（）()·]{2,60}")
_TAIL = re.compile(r"(?:电话|手机|联系电话|身份证|姓名|谢谢|我叫|1[3-9]\d{9}).*$")
_SHOP = re.compile(
    r"(店铺|商家|商户|餐厅|饭店|超市|门店|店|厂|他们?|公司|对方|被投诉)的?(?:经营)?$"
)

_NO_HOME = re.compile(
    r"^(?:也?(?:都|是)?(?:一样|相同|同上|不变|没变)|同一个)"
    r"|(?:养老|颐养|敬老|护理|老人|托养|福利|月子|颐乐|养护)(?:院|中心|公寓|会所)"
)
"""地址一样, 我妈住在…颐养院: nowhere the writer lives."""


def find(reading: Reading) -> list[Finding]:
    """What follows 地址 or 我住, unless it is the shop's; the value is the address as written."""
    found = []
    for label in _LABEL.finditer(reading.text):
        body = _BODY.match(reading.text, label.end())
        if (
            body is None
            or _SHOP.search(reading.text, 0, label.start())
            or _NO_HOME.search(body[0])
        ):
            continue
        kept = _TAIL.sub("", body[0])
        if len(kept) > 1:
            span = (body.start(), body.start() + len(kept))
            found.append(reading.finding(FindingKind.address, span, kept, "address.labelled", 0.9))
    return found
