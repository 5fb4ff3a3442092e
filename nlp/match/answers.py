"""Which of the known questions a message asks, if any.

Three witnesses are added up: how much of the weight of the words two texts share (rare
words weigh more), how alike they look to rapidfuzz, and whether the answer's keyword groups
are all there. A wrong answer is worse than none, so `best` keeps silent when the first is
weak or hardly better than the second.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.answers.load import load_asking
from knowledge.answers.schema import Answer, Asking, Keywords
from knowledge.codes import Hazard

Tokenize = Callable[[str], Iterable[str]]

_MARKS = re.compile(r"[^\w]+")
_BESIDE_THE_POINT = re.compile(
    r"^(?:对了|请问|那么?(?=.{5})|话说|我?想?(?:问|请教|咨询)(?:一下|下)?|顺便(?:问)?(?:一下|下)?|[诶哎喂嗯]|[你您]好|不好意思|麻烦)+"
    r"(?=.{4})|(?<=.{4})[呀啊哦噢哈嘞啦]+$"
)
"""对了…呀: how a question is begun and ended says nothing of what it asks."""

# Found by trying the table of own questions in the tests; all scores lie between 0 and 1.
_SHARED, _POOLED, _ALIKE, _KEYWORDS = 0.25, 0.3, 0.15, 0.3
_PARTIAL = 0.3
_SHOULD, _NEVER, _HAZARD = 0.03, 0.15, 0.04
_MARGIN = 0.02
# By whether the message asks, and whether it rather tells a story or is about something else.
_CUT_OFFS = {(True, False): 0.48, (True, True): 0.6, (False, False): 0.55, (False, True): 0.65}
_SHORT = 8
# A question is short; a long story costs time and matches nothing anyway.
_LONGEST = 200
_NEAREST = 24


@dataclass(frozen=True, slots=True)
class AnswerMatch:
    """One known question that a message may be asking."""

    answer_id: str
    score: float
    """Between 0 and 1."""
    why: str
    """The nearest known phrase and the keywords that were there."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to ask for one answer, ready to compare."""

    owner: int
    text: str
    spaced: str
    """The tokens apart, as rapidfuzz wants them."""
    tokens: frozenset[str]
    weight: float


def bigrams(text: str) -> list[str]:
    """Every two neighbouring characters; needs no dictionary and forgives typing errors."""
    return [text[i : i + 2] for i in range(max(len(text) - 1, 1))]


class AnswerIndex:
    """Finds the answer to a question.

    Build it once; it is immutable and costs some milliseconds.
    """

    def __init__(
        self,
        answers: Sequence[Answer],
        tokenize: Tokenize = bigrams,
        asking: Asking | None = None,
    ) -> None:
        self._answers = tuple(answers)
        self._tokenize = tokenize
        self._asking = asking or load_asking()
        forms = {form: word for word, all_ in self._asking.same.items() for form in all_}
        self._same = forms | {word: word for word in self._asking.same}
        # Longest first, so that 怎么办 is not read as 怎么 + 办.
        self._forms = re.compile("|".join(sorted(map(re.escape, self._same), key=len)[::-1]))
        self._words = [self._plain_words(answer.keywords) for answer in self._answers]
        asked = [
            (owner, self._plain(text))
            for owner, answer in enumerate(self._answers)
            for text in (answer.question, *answer.variants)
        ]
        self._rarity = self._rarities(asked)
        self._phrases = [self._phrase(owner, text) for owner, text in asked]
        self._pools = [set[str]() for _ in self._answers]
        for phrase in self._phrases:
            self._pools[phrase.owner] |= phrase.tokens
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for token in phrase.tokens:
                self._holders[token].append(number)

    def find(self, text: str, hazard: Hazard | None = None) -> list[AnswerMatch]:
        """Every answer with something in common with the message, best first.

        Args:
            text: The message, as typed or normalised.
            hazard: What is wrong, if known; it tips the balance between near equals.
        """
        plain = _BESIDE_THE_POINT.sub("", self._plain(text))
        query = self._phrase(-1, plain)
        matches = [
            self._judge(
                owner, plain, near, likeness + _POOLED * self._pooled(query, owner), hazard
            )
            for owner, (likeness, near) in self._likeness(query).items()
        ]
        return sorted(matches, key=lambda match: (-match.score, match.answer_id))

    def best(self, text: str, hazard: Hazard | None = None) -> AnswerMatch | None:
        """The answer to the message, or none rather than a wrong one."""
        matches = self.find(text, hazard)
        if not matches:
            return None
        first = matches[0]
        second = matches[1].score if len(matches) > 1 else 0.0
        sure = first.score >= self._cut_off(text) and first.score - second >= _MARGIN
        return first if sure else None

    def _cut_off(self, text: str) -> float:
        plain = self._plain(text)
        asking = self._asking
        asks = (
            len(plain) <= _SHORT
            or "?" in unicodedata.normalize("NFKC", text[:_LONGEST])
            or plain.endswith(asking.ends)
            or any(cue in plain for cue in asking.cues)
        )
        tells = any(word in plain for word in asking.tells)
        strange = any(word in plain for word in asking.strange)
        return _CUT_OFFS[asks, tells or strange]

    def _plain(self, text: str) -> str:
        """One width, one case, no marks, one word for many."""
        bare = _MARKS.sub("", unicodedata.normalize("NFKC", text[:_LONGEST]).lower())
        return self._forms.sub(lambda form: self._same[form.group()], bare)

    def _plain_words(self, words: Keywords) -> Keywords:
        return Keywords(
            must=tuple(tuple(map(self._plain, group)) for group in words.must),
            should=tuple(map(self._plain, words.should)),
            never=tuple(map(self._plain, words.never)),
        )

    def _rarities(self, asked: list[tuple[int, str]]) -> dict[str, float]:
        owners: dict[str, set[int]] = defaultdict(set)
        for owner, text in asked:
            for token in self._tokenize(text):
                owners[token].add(owner)
        total = len(self._answers) + 1
        return {token: math.log(total / len(those)) for token, those in owners.items()}

    def _weigh(self, tokens: Iterable[str]) -> float:
        # A word nobody asked with counts against, but less than the rarest known one.
        unknown = math.log(len(self._answers) + 1) / 2
        return sum(self._rarity.get(token, unknown) for token in tokens)

    def _phrase(self, owner: int, text: str) -> _Phrase:
        tokens = tuple(self._tokenize(text))
        distinct = frozenset(tokens)
        return _Phrase(owner, text, " ".join(tokens), distinct, self._weigh(distinct))

    def _likeness(self, query: _Phrase) -> dict[int, tuple[float, str]]:
        """Per answer its nearest phrase: how alike, from 0 to 0.4, and the phrase."""
        shared: dict[int, float] = defaultdict(float)
        for token in query.tokens:
            for number in self._holders.get(token, ()):
                shared[number] += self._rarity[token]
        dice = {
            number: 2 * weight / (query.weight + self._phrases[number].weight)
            for number, weight in shared.items()
        }
        found: dict[int, tuple[float, str]] = {}
        for rank, number in enumerate(sorted(dice, key=dice.__getitem__, reverse=True)):
            phrase = self._phrases[number]
            if rank >= _NEAREST and phrase.owner in found:
                continue
            alike = fuzz.token_sort_ratio(query.spaced, phrase.spaced) / 100
            likeness = _SHARED * dice[number] + _ALIKE * alike
            if likeness > found.get(phrase.owner, (0.0, ""))[0]:
                found[phrase.owner] = (likeness, phrase.text)
        return found

    def _pooled(self, query: _Phrase, owner: int) -> float:
        """The share of the message's weight that any phrase of the answer has."""
        return self._weigh(query.tokens & self._pools[owner]) / (query.weight or 1.0)

    def _judge(
        self, owner: int, plain: str, near: str, likeness: float, hazard: Hazard | None
    ) -> AnswerMatch:
        answer, words = self._answers[owner], self._words[owner]
        hits = [next((word for word in group if word in plain), "") for group in words.must]
        complete = all(hits)
        score = likeness + (_KEYWORDS if complete else _KEYWORDS * _PARTIAL * _share(hits))
        score += _SHOULD * any(word in plain for word in words.should)
        score -= _NEVER * any(word in plain for word in words.never)
        if hazard is not None and answer.hazard is not None:
            score += _HAZARD if answer.hazard is hazard else -_HAZARD
        why = f"近似「{near}」，关键词：{'、'.join(filter(None, hits)) or '无'}"
        return AnswerMatch(answer.id, min(max(score, 0.0), 1.0), why)


def _share(hits: list[str]) -> float:
    return sum(map(bool, hits)) / len(hits)
