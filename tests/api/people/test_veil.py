"""Every identity that was ever given for a case is hidden, not the last one alone."""

from collections.abc import Callable
from typing import Any

import pytest

from api.cases.origin import conversation
from api.cases.thread import thread
from api.contract.models import Reporter, Said, Supplement
from api.intake.telling import supplement
from api.kit.work import Works
from api.people.reporters import ever_given, identity
from api.people.veil import veil
from bot.root.reading import read_messages
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, LIN, filing, report

FIRST = Reporter(name="赵丽华", phone="0755-82345678", address="罗湖区人民北路 8 号")


def test_what_was_corrected_before_filing_is_remembered(
    works: Works, open_cases: Callable[..., Any]
) -> None:
    (case,), _ = open_cases(filing(earlier=(FIRST,)))
    with works.read() as work:
        assert identity(work, case.id) == LIN
        given = ever_given(work, case.id)
    words = "我叫赵丽华，0755 82345678，住罗湖区人民北路8号。不对，我叫林晓"
    assert veil(words, given) == "我叫赵**，075******5678，住*********。不对，我叫林*"


def test_what_is_corrected_later_is_remembered_too(
    works: Works, open_cases: Callable[..., Any], clock: SettableClock
) -> None:
    (case,), _ = open_cases(filing())
    for key, name in (("s1", "林晓东"), ("s2", "林晓冬")):
        said = Supplement(key=key, channel=CHANNEL, at=clock(), reporter=Reporter(name=name))
        with works.write() as work:
            supplement(work, case.number, said)
    with works.read() as work:
        names = {one.name for one in ever_given(work, case.id)}
        assert identity(work, case.id) == LIN.model_copy(update={"name": "林晓冬"})
    assert names == {"林晓", "林晓东", "林晓冬"}


def test_an_identity_that_was_taken_back_is_nowhere_in_the_case(
    works: Works, open_cases: Callable[..., Any], clock: SettableClock
) -> None:
    said = Said(id="m1", at=clock(), text="我叫赵丽华，住罗湖区人民北路8号，店里有虫")
    repeated = Said(id="b1", at=clock(), text="姓名：赵丽华", from_citizen=False)
    request = filing(
        report(), reporter=None, earlier=(FIRST,), messages=(said,), talk=(said, repeated)
    )
    (case,), _ = open_cases(request)
    with works.read() as work:
        kept = [line.text for line in conversation(work, case.id)]
        kept += [entry.text or "" for entry in thread(work, case.id)]
        assert ever_given(work, case.id) == ()
    for words in kept:
        assert "赵" not in words
        assert "人民北路" not in words


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("我叫黄子涵，不是王子涵", "黄子涵"),
        ("我家住在福田区莲花路 22 号，商家不给退", "莲花路"),
    ],
)
def test_what_a_message_names_is_recognised(
    city: City, clock: SettableClock, words: str, secret: str
) -> None:
    named = read_messages(city).named(words, clock())
    assert secret not in veil(words, named)


def test_nothing_is_hidden_that_names_nobody(city: City, clock: SettableClock) -> None:
    words = "福田区景田北街的老陈记牛肉火锅吃出虫，花了268元"
    assert veil(words, read_messages(city).named(words, clock())) == words


@pytest.mark.parametrize("sign", ["／", "/", "+", "～", "｜", "】【"])
def test_whatever_sets_the_parts_apart_hides_the_whole(sign: str) -> None:
    known = Reporter(name="王丽丽", phone="13715820376", address="南山区桃园路3栋")
    told = sign.join(("王丽丽", "13715820376", "南山区", "桃园路", "3栋"))
    shown = veil(told, (known,))
    assert len(shown) == len(told)
    assert not [part for part in ("丽丽", "1582", "桃园路") if part in shown]
