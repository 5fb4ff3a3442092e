"""A receipt proves what was filed and when, to everybody, and can't be made by anybody else."""

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from api.cases.tables import CaseRow
from api.contract.proof import Verdict
from api.kit.work import Works
from api.proof.receipts import check, receipt
from api.proof.signing import make_key
from tests.fakes.filing import SECRETS, complaint, filing, report

from .conftest import Tamper

Open = Callable[..., Any]


@pytest.fixture
def filed(works: Works, open_cases: Open) -> tuple[list[CaseRow], str, str]:
    cases, code = open_cases(filing(complaint(), report()))
    with works.write() as work:
        return cases, code, receipt(work, cases, code)


def test_a_receipt_names_the_cases_the_moment_and_nothing_personal(
    works: Works, filed: tuple[list[CaseRow], str, str]
) -> None:
    cases, code, token = filed
    with works.read() as work:
        assert receipt(work, cases, code) == token
        checked = check(work, f" 我的凭证：\n{token[:50]}\n{token[50:]} ", code.lower())
    assert checked.verdict is Verdict.genuine
    assert checked.filed_at == cases[0].received_at
    assert [(case.number, case.as_filed) for case in checked.cases] == [
        (case.number, True) for case in cases
    ]
    assert checked.code_fits is True
    payload = base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()
    assert not any(secret in payload for secret in (*SECRETS, code, "老陈记"))


def test_a_code_that_is_not_its_own_is_said(
    works: Works, filed: tuple[list[CaseRow], str, str]
) -> None:
    with works.read() as work:
        assert check(work, filed[2]).code_fits is None
        assert check(work, filed[2], "AAAA-AAAA-AAAA-AAAA").code_fits is False


def test_every_change_of_a_receipt_is_noticed(
    works: Works, filed: tuple[list[CaseRow], str, str]
) -> None:
    head, payload, signature = filed[2].split(".")
    body = json.loads(base64.urlsafe_b64decode(payload + "=="))
    body["t"] = "2020-01-01T00:00:00+00:00"
    plain = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    earlier = base64.urlsafe_b64encode(plain).decode().rstrip("=")
    flipped = ("B" if signature[5] != "B" else "C").join((signature[:5], signature[6:]))
    with works.read() as work:
        for forged in (f"{head}.{earlier}.{signature}", f"{head}.{payload}.{flipped}"):
            assert check(work, forged).verdict is Verdict.forged


@pytest.mark.parametrize(
    "pasted",
    ["", "你好", "JIESU1.", "JIESU1.a.b", "JIESU2." + "a" * 90, "JIESU1." + "!" * 200, "\0" * 10],
)
def test_what_is_no_receipt_is_said_so(works: Works, pasted: str) -> None:
    with works.read() as work:
        assert check(work, pasted).verdict is Verdict.unreadable


def test_a_receipt_outlives_the_key_that_signed_it(
    works: Works, filed: tuple[list[CaseRow], str, str]
) -> None:
    cases, code, token = filed
    with works.write() as work:
        make_key(work)
    with works.read() as work:
        assert check(work, token).verdict is Verdict.genuine
        again = receipt(work, cases, code)
        assert again != token
        assert check(work, again).verdict is Verdict.genuine


def test_a_filing_that_was_changed_afterwards_no_longer_fits(
    works: Works, filed: tuple[list[CaseRow], str, str], tamper: Tamper
) -> None:
    tamper("UPDATE event SET hash = :bad WHERE no = 1 AND kind = 'opened'", bad="0" * 64)
    with works.read() as work:
        checked = check(work, filed[2])
    assert checked.verdict is Verdict.genuine
    assert not any(case.as_filed for case in checked.cases)


def test_a_token_is_short_enough_to_be_copied(filed: tuple[list[CaseRow], str, str]) -> None:
    assert len(filed[2]) < 900
    assert re.fullmatch(r"[A-Za-z0-9._-]+", filed[2])
