"""A case taken out verifies without us, and one changed sign of it is found and named."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.repository import by_id_for_change, events
from api.cases.service import append
from api.cases.tables import CaseRow
from api.daily import close_day
from api.kit.work import Works
from api.proof.export import export_case, written
from api.proof.offline import NoExportError, verify_file
from api.proof.signing import make_key
from knowledge.cities.city import City
from tests.api.cases.test_evidence import picture
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing

Open = Callable[..., Any]


@pytest.fixture
def case(works: Works, open_cases: Open, city: City, clock: SettableClock) -> CaseRow:
    with works.write() as work:
        photo = evidence.store(work, evidence.clean_photo(picture())).id
    (made,), _ = open_cases(filing(complaint(), evidence=(photo,)))
    open_cases(filing(complaint(), key="another"))
    clock.advance(days=1)
    close_day(works, city)
    with works.write() as work:
        row = by_id_for_change(work, made.id)
        append(work, row, EventKind.replied, actor="officer:a", text="林晓您好，13800138000")
    return made


@pytest.fixture
def body(works: Works, case: CaseRow) -> dict[str, Any]:
    with works.write() as work:
        return export_case(work, case.id, "officer:a")


def test_an_untouched_export_verifies_after_the_key_was_changed_too(
    works: Works, case: CaseRow, body: dict[str, Any]
) -> None:
    with works.write() as work:
        make_key(work)
    found = verify_file(written(body))
    assert found.faults == ()
    assert (found.number, found.events, found.photos) == (case.number, 3, 1)
    assert found.anchored == ("2026-11-21",)
    with works.read() as work:
        assert [e.kind for e in events(work, case.id)] == ["opened", "replied", "exported"]


def test_an_export_names_nobody_and_no_other_case(body: dict[str, Any]) -> None:
    plain = written(body).decode()
    for secret in ("林晓", "13800138000", "景田街1号", "chat-of-lin", "SZ-20261121-0002"):
        assert secret not in plain
    assert "林*您好，138****8000" in plain


CHANGES: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("event 2 was altered", lambda b: b["events"][1].update(actor="officer:b")),
    ("event 1 was altered", lambda b: b["events"][0]["data"].update(kind="report")),
    ("event 1 was altered", lambda b: b["events"][0].update(sealed="0" * 64)),
    ("event 2 is missing", lambda b: b["events"].pop(1)),
    ("signature does not fit", lambda b: b["events"].pop()),
    ("signature does not fit", lambda b: b["events"][1].update(words="别的话")),
    ("signature does not fit", lambda b: b["case"].update(state="closed")),
    ("signature does not fit", lambda b: b.update(exported_at="2020-01-01T00:00:00+00:00")),
    ("signature does not fit", lambda b: b["evidence"].clear()),
    ("photo 1 was altered", lambda b: b["evidence"][0].update(data="AAAA")),
    ("the anchor of 2026-11-20", lambda b: b["anchors"][0].update(day="2026-11-20")),
    ("the anchor of 2026-11-21", lambda b: b["anchors"][0]["head"].__setitem__(1, 2)),
    ("names another key", lambda b: b["signature"].update(kid="0" * 16)),
]


@pytest.mark.parametrize(("said", "change"), CHANGES)
def test_one_change_is_found_and_named(
    body: dict[str, Any], said: str, change: Callable[[dict[str, Any]], object]
) -> None:
    changed = copy.deepcopy(body)
    change(changed)
    assert any(said in fault for fault in verify_file(written(changed)).faults)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"no json", b'{"format": "jiesu-case/1"}', b'{"format": "x/9"}', b"\xff"],
)
def test_what_is_no_export_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(NoExportError) as refused:
        verify_file(data)
    assert len(str(refused.value).splitlines()) == 1


def test_half_of_a_file_is_no_export(body: dict[str, Any]) -> None:
    with pytest.raises(NoExportError):
        verify_file(written(body)[:500])
    del body["events"]
    with pytest.raises(NoExportError):
        verify_file(json.dumps(body).encode())
