"""Whether the text gives away what belongs to somebody else, or tells the trader of a report."""

import re
from collections.abc import Iterator
from functools import cache

from api.contract.desk import Objection
from api.contract.models import Reporter
from api.quality.matter import Matter
from api.quality.objecting import objection
from knowledge.lexicon.loader import load_lexicon
from knowledge.replies import TextForm
from nlp.normalise.normalised import normalise
from nlp.reading import Cuts, Reading, Token
from nlp.recognize import id_number, phone
from nlp.recognize.person import PersonRecogniser
from nlp.understanding import Finding

_SURE = 0.9
_NAME = 2
"""A name of one sign is no name."""
_STREET = 5
_OF_REPORT = re.compile("(?<!投诉)举报(?!处理办法)|检举")
_ADVICE = re.compile(r"可以?(?:另行|依法|向[^。；]{0,15})?$")
_BEFORE = 20
_MOBILE = re.compile(r"1[3-9]\d{9}")


def others(text: str, form: TextForm, matter: Matter) -> Iterator[Objection]:
    """Q61 to Q63 numbers and names, Q64 of tied cases, Q65 and Q66 what a trader reads."""
    reading = _read(text)
    hidden: list[tuple[int, int]] = []
    for one in _tied(text, matter):
        hidden.append((one.start, one.end))
        yield one
    if form.to_trader:
        yield from _to_trader(text, matter)
    for rule, found in _foreign(reading, matter):
        if not any(start < found.end and found.start < end for start, end in hidden):
            yield objection(rule, found.text, (found.start, found.end))


def _foreign(reading: Reading, matter: Matter) -> Iterator[tuple[str, Finding]]:
    """Numbers and names that are neither the person's own, nor told by the person, nor ours."""
    told = " ".join(matter.said)
    own_ids = {(one.id_number or "").upper() for one in matter.own}
    for found in id_number.find(reading):
        if found.score >= _SURE and found.value not in own_ids and found.text not in told:
            yield "Q61", found
    digits = {_digits(one.phone or "") for one in matter.own} | _numbers_in(told) | matter.phones
    for found in phone.find(reading):
        if _MOBILE.fullmatch(found.value) and found.value not in digits:
            yield "Q62", found
    for found in _persons().find(reading):
        if not _known(found.text, matter, told):
            yield "Q63", found


def _known(name: str, matter: Matter, told: str) -> bool:
    """The person, an officer, or somebody whom the person named; 林女士 is 林晓."""
    names = {one.name for one in matter.own if one.name} | matter.staff
    return name in told or any(known.startswith(name) for known in names) or name in names


def _tied(text: str, matter: Matter) -> Iterator[Objection]:
    for one in matter.others:
        for part in _parts(one):
            at = text.find(part)
            if at >= 0 and part not in " ".join(matter.said):
                yield objection("Q64", span=(at, at + len(part)))


def _parts(one: Reporter) -> Iterator[str]:
    known = ((one.name, _NAME), (one.phone, 7), (one.id_number, 15), (one.address, _STREET))
    return (part for part, least in known if part and len(part) >= least)


def _to_trader(text: str, matter: Matter) -> Iterator[Objection]:
    if matter.reported:
        for found in _OF_REPORT.finditer(text):
            before = text[max(0, found.start() - _BEFORE) : found.start()]
            if not _ADVICE.search(before):  # 您可以举报 tells of none that was made
                yield objection("Q65", span=found.span())
    for one in matter.own:
        for what, part in (
            ("手机号", one.phone),
            ("身份证号", one.id_number),
            ("住址", one.address),
        ):
            at = text.find(part) if part else -1
            if part and at >= 0:
                yield objection("Q66", what, (at, at + len(part)))


def without_names(text: str) -> str:
    """The text with identity numbers, phones and names starred out."""
    reading = _read(text)
    found = (*id_number.find(reading), *phone.find(reading), *_persons().find(reading))
    for one in found:
        text = f"{text[: one.start]}{'*' * (one.end - one.start)}{text[one.end :]}"
    return text


class _NoWords:
    """Names and numbers are found without a segmentation."""

    def around(self, _: int) -> tuple[Token, ...]:
        return ()


def _read(text: str) -> Reading:
    source = normalise(text)
    return Reading(source, Cuts.of(source.text), _NoWords(), ())


@cache
def _persons() -> PersonRecogniser:
    names = load_lexicon().names
    return PersonRecogniser(names["surname"], names["not_a_name"])


def _numbers_in(text: str) -> frozenset[str]:
    return frozenset(_digits(one) for one in re.findall(r"\d[\d -]{9,14}\d", text))


def _digits(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return digits[-11:]
