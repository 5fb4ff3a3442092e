"""How much two neighbouring letters of a sentence may belong to a name rather than to talk."""

from nlp.learnt.model import load_model
from nlp.link.sentence import Sentence

_COMMON, _RARE = 4.0, 8.0
"""Rarities between which a pair goes from everybody's words to nobody's."""
_LEAST, _BESIDE_A_NAME = 0.05, 0.2


def worths(sentence: Sentence) -> list[float]:
    """For each two neighbouring letters, from nearly 0 for 投诉 to 1 for what people never say.

    A registry knows 投诉 and 肚子 from few names, so that they would tell much there.
    """
    rarity = load_model().rarity
    letters, talk = sentence.letters, sentence.talk
    found = []
    for place in range(len(letters) - 1):
        rare = (rarity(letters[place : place + 2]) - _COMMON) / (_RARE - _COMMON)
        most = _BESIDE_A_NAME if talk[place] or talk[place + 1] else 1.0
        found.append(min(max(_LEAST, _LEAST + (1 - _LEAST) * rare), most))
    return found
