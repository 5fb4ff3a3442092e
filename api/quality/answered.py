"""Whether the text speaks to what the person demands, and answers what the person asked."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from api.contract.desk import Objection
from api.quality.matter import Matter
from api.quality.objecting import objection, short
from knowledge.replies import TextForm, Topic, load_demands, load_questions

_SENTENCE = re.compile(r"[^。！!？?；;\n…]+[？?]?")
_MOST_QUESTIONS = 5
"""A letter of questions is answered as a whole."""
_LONGEST_QUESTION = 120


def answered(text: str, form: TextForm, matter: Matter) -> Iterator[Objection]:
    """Q11 a demand that is passed over, Q12 a question."""
    if form.demands:
        yield from _demands(text, matter)
    if form.questions:
        yield from _questions(text, matter)


def _demands(text: str, matter: Matter) -> Iterator[Objection]:
    """What was spoken to earlier, as in the mediation's result, is spoken to."""
    told = f"{matter.told}\n{text}"
    for topic in load_demands():
        if topic.kinds and matter.kind not in topic.kinds:
            continue
        wanted = _says(topic.asked, matter.said) if topic.asked else topic.code in matter.demands
        if wanted and not _says(topic.answered, (told,)):
            yield objection("Q11", topic.name)


def _questions(text: str, matter: Matter) -> Iterator[Objection]:
    for question, topic in asked(matter.unanswered)[:_MOST_QUESTIONS]:
        if not _says(topic.answered, (text,)):
            yield objection("Q12", short(question))


def asked(said: Iterable[str]) -> list[tuple[str, Topic]]:
    """The questions in what somebody wrote, each with the first topic that it is of."""
    found = []
    for message in said:
        for match in _SENTENCE.finditer(message):
            sentence = match[0].strip()
            if not sentence or len(sentence) > _LONGEST_QUESTION:
                continue
            topic = next((one for one in load_questions() if _says(one.asked, (sentence,))), None)
            if topic is not None and _is_question(sentence, topic):
                found.append((sentence, topic))
    return found


def _is_question(sentence: str, topic: Topic) -> bool:
    """A word such as 地址 or 结果 asks only with a mark or a particle; 什么时候 asks by itself."""
    return sentence.endswith(("？", "?", "吗", "呢", "么")) or topic.code in _ASK_BY_THEMSELVES


_ASK_BY_THEMSELVES = frozenset({"when", "how_much", "whom", "what_papers"})


def _says(patterns: tuple[str, ...], texts: Iterable[str]) -> bool:
    compiled = _together(patterns)
    return any(compiled.search(text) for text in texts)


@cache
def _together(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or "(?!)")
