"""How a further matter is marked in a message: by its number, its name, or where it stands."""

import re
from collections.abc import Sequence

from bot.dialogue.conversation import Draft
from bot.dialogue.how_many import announces
from bot.dialogue.parting import corrects

_SUBJECT = re.compile(
    r"(?:至于|再说|然后|还有|那|这|个|家)*(?P<what>[\u4e00-\u9fff]{2,5}?)(?:呢|那边|那家|那个)?(?:就?是|在|叫)"
)

_HEADED = re.compile(
    r"(?:(?:另外?|还有)?一[个家]|第[一二三]家)(?:就?是|叫|在)?(?P<name>[\u4e00-\u9fff]{3,12})(?=[，,：:\s])"
)
"""一个大军臭豆腐 …: the name that stands first of what is told of it."""
_BEFORE_COLON = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,10})[：:](?=[^\d]{4})")
_NUMBERED = re.compile(
    r"(?:[①②③④]|[1-4一二三四][、.．)）:：，,]|第[二三四1-4][个件家]?[，,、：:是]*)\s*$"
)
_SOME_OTHER = re.compile(
    r"对面|隔壁|旁边|楼[上下]|边上|[路街巷区村口](?:上|边|里)?的?|[那另]外?一?[个家](?=[^，,。；;]{0,6}[店摊档铺馆车])"
)
_NEIGHBOUR = re.compile(
    r"(?:顺便|另外|还有|对了|再)(?:再|也)?(?:说|讲|反映|举报|提)?(?:一?下)?[，,\s]*(?:[他它]们?)?家?的?"
    r"(?:隔壁|斜?对面|旁边|楼[上下])的?(?:那|还有|有)一?[家个]"
)
_INTRODUCES = re.compile(
    r"(?:[哦噢啊嗯诶欸]|对了|另外|还有|顺[便带]|同时|再|我们?|也|还|要|想|得|[，,：:\s])+"
    r"(?:举报|投诉|反映|说)(?:一?下)?[，,：:\s]*[^，,。；;：:他她它]{0,16}?(?:有(?:一?[个家间处])?|一[个家间处])"
    r"[^，,。；;他她它]{0,6}?(?:作坊|[店摊档厂馆](?!里|内|员|长|主|家)|窝点|加工[点间]|超市|饭桌|食堂)"
)
"""另外还要举报我们楼下一个黑作坊: one that was not spoken of before."""
_ORDER = re.compile(
    r"(?<=[，,。；;！!\s])[^，,。；;！!\s他它她]{0,6}(?:举报|投诉|反映|[查管罚抓封])(?:[一查管]?[下查管]|处)?[他它她]们?(?=[，,。；;！!\s]|$)"
)
"""去查查它, after all else: the one that was told of just before."""


def headed(text: str) -> str | None:
    """大军臭豆腐 of 一个大军臭豆腐，用的水…."""
    found = _HEADED.match(text)
    return found["name"] if found else None


def before_colon(text: str) -> str | None:
    """老底子片儿川 of 老底子片儿川：没营业执照…, when a trader is waited for."""
    found = _BEFORE_COLON.match(text)
    return found["name"] if found else None


def stands_beside(text: str, name: str) -> bool:
    """隔壁的顺德双皮奶: whose neighbour was told of."""
    beside = (
        rf"(?:隔壁|斜?对面|旁边|楼[上下]|边上)(?:的|那[家个间]|有[家个间])?[「“]?{re.escape(name)}"
    )
    return re.search(beside, text) is not None


def is_numbered(whole: str, part: str) -> bool:
    """Whether a number stands before a part of a message: 2、隔壁那家…."""
    return _NUMBERED.search(whole[: max(whole.find(part), 0)]) is not None


def points_out(text: str) -> bool:
    """超市对面那个炸串摊, 隔壁: where another stands, whatever it is called."""
    return _SOME_OTHER.search(text) is not None


def turns_to_neighbour(text: str) -> bool:
    """顺便说下隔壁那家…: another, of whom nothing was announced."""
    return _NEIGHBOUR.match(text) is not None and not corrects(text)


def introduces(text: str) -> bool:
    """顺便举报一下村口有个卤味摊: a trader of whom nothing was told."""
    return _INTRODUCES.match(text) is not None and not corrects(text)


def without_order(text: str) -> str:
    """What is told, without 举报他 at its end."""
    return _ORDER.sub("", text)


def comes_as_announced(told: Sequence[Draft], text: str) -> bool:
    """黑作坊在田寮村, after 投诉一家奶茶店，举报一个黑作坊: the other of those announced."""
    found = _SUBJECT.match(text)
    if found is None or len(told) > 1 or corrects(text):
        return False
    what = found["what"]
    before = [one.text for one in told[0].said]
    first = [one for one in before if announces(one) or _beside_other(what, one)]
    since = any(what in one for one in before if one not in first)
    return any(what in one for one in first) and not since


def _beside_other(what: str, text: str) -> bool:
    """烤鸭 of 买了蛋糕和烤鸭."""
    return re.search(f"[和跟与、]{what}|{what}[和跟与、]", text) is not None
