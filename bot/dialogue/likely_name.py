"""How likely words are to be what a trader is called, by their signs alone.

Learnt from names of traders, from kinds of shops, and from what people say beside them: 麦穗十二街
is a name, 猪肉档 a kind, 也匿名提交 and 黄国强 neither. `make learn` learns it again.
"""

import json
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

MODEL = "likely_name.json"
JUDGED = NAME, KIND, OTHER = ("name", "kind", "other")
ALWAYS = ""
"""The feature that all words have."""
_LONGEST_RUN = 3
_LONGEST = 14
"""More signs than this count as so many."""
_SURELY = 0.7
_REMEMBERED = 512
"""A message's candidates are asked for several times while it is heard."""


def features(words: str) -> set[str]:
    """Runs of up to three signs, with the ends marked, and how many signs there are."""
    ended = f"^{words}$"
    runs = {
        ended[at : at + size]
        for size in range(1, _LONGEST_RUN + 1)
        for at in range(len(ended) - size + 1)
    }
    return {ALWAYS, str(min(len(words), _LONGEST)), *runs}


@lru_cache(_REMEMBERED)
def likelihoods(words: str) -> tuple[float, float]:
    """How likely they are a name, and how likely a kind of shop, each between 0 and 1."""
    weights, step = _model()
    known = [weights[one] for one in features(words) if one in weights]
    name, kind = (exp(sum(each[at] for each in known) * step) for at in (0, 1))
    total = 1 + name + kind
    return name / total, kind / total


def is_kind(words: str) -> bool:
    """Whether they are a kind of shop, and nothing that tells it from the next one."""
    name, kind = likelihoods(words)
    return kind > max(name, _SURELY)


@cache
def _model() -> tuple[dict[str, tuple[int, int]], float]:
    """What each feature says for a name and for a kind, and what one step of it stands for."""
    told = json.loads(files("bot.dialogue").joinpath(MODEL).read_text(encoding="utf-8"))
    return told["weights"], told["step"]
