"""What a volunteer saw, in a few codes: buttons, and the same said in words."""

import re
from collections.abc import Mapping

from api.contract.codes import Hazard

HAZARDS: Mapping[str, Hazard] = {
    "unlicensed": Hazard.unlicensed,
    "kitchen": Hazard.hygiene,
    "pests": Hazard.hygiene,
    "expired": Hazard.expired,
    "tableware": Hazard.hygiene,
    "other": Hazard.other_food,
}
"""What each button means in the codes of the product."""
_SAID: Mapping[str, re.Pattern[str]] = {
    "unlicensed": re.compile(
        r"[无没冇](?:有|办|亮|挂)?(?:许可|营业|健康|食品经营)?(?:证|执照|牌照|牌)"
    ),
    "kitchen": re.compile(r"(?:后厨|厨房|灶台|案板|操作间).{0,6}(?:脏|乱|油污|恶心|发霉|污水|臭)"),
    "pests": re.compile(r"(?<!没有)(?<!没)(?<!无)(?:老鼠|蟑螂|鼠屎|苍蝇)"),
    "expired": re.compile(r"(?<!没有)(?<!没)(?<!不)过期|过了?保质期"),
    "tableware": re.compile(
        r"(?:餐具|碗筷?|筷子|盘子|杯子|勺子).{0,6}(?:脏|油|没洗|不干净|没消毒|污)"
    ),
}


def sightings_in(text: str) -> tuple[str, ...]:
    """The codes that words name, in the order of the buttons."""
    return tuple(code for code, pattern in _SAID.items() if pattern.search(text))
