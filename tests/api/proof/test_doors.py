"""What everybody may check, and what officers take out, over HTTP."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.cases.repository import events
from api.cases.tables import CaseRow
from api.contract.models import CityInfo
from api.daily import close_day
from api.intake.filing import Filer
from api.kit.keys import Keyring
from api.kit.settings import Settings
from api.kit.work import Works
from api.proof.offline import verify_file
from api.proof.signing import to_bytes
from knowledge.cities.city import City
from tests.api.console.conftest import (
    app,
    client,
    csrf_of,
    enter,
    file,
    filer,
    photo,
    staff,
    works,
)
from tests.fakes.browser import Browser
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, SECRETS, complaint, filing, report

__all__ = ["app", "client", "file", "filer", "photo", "staff", "works"]

File = Callable[..., list[CaseRow]]


@pytest.fixture
def service(keys: Keyring) -> dict[str, str]:
    return {"authorization": f"Bearer {keys.service_token()}"}


def _file(client: Browser, service: dict[str, str]) -> dict[str, Any]:
    body = filing(complaint(), report()).model_dump(mode="json")
    answer = client.post("/v1/cases", json=body, headers=service)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_filing_comes_with_a_receipt_that_the_public_page_knows(
    client: Browser, service: dict[str, str]
) -> None:
    receipt = _file(client, service)
    assert receipt["link"] == ""  # no public address was set
    form = {"receipt": receipt["token"], "code": receipt["receipt_code"]}
    page = client.post("/receipt", data=form).text
    assert "凭证是真的" in page
    assert "2026年11月21日 10:00:00" in page
    assert page.count("登记内容与凭证一致") == 2
    assert "查询码与凭证相符" in page
    for case in receipt["cases"]:
        assert case["number"] in page
    assert not any(secret in page for secret in (*SECRETS, "老陈记"))
    form["receipt"] = receipt["token"][:-4] + "AAAA"
    assert "凭证不成立" in client.post("/receipt", data=form).text
    assert "没有认出凭证" in client.post("/receipt", data={"receipt": "你好"}).text


def test_the_page_is_safe_to_paste_into(client: Browser) -> None:
    answer = client.get("/receipt")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    evil = "</textarea><script>alert(1)</script>"
    page = client.post("/receipt", data={"receipt": evil}).text
    assert "<script>alert" not in page
    assert client.get("/receipt/static/receipt.js").status_code == 200
    assert client.get("/receipt/static/receipt.html").status_code == 404
    assert client.post("/receipt", data={"receipt": "x" * 7000}).status_code == 422


def test_a_link_holds_the_receipt_where_no_server_sees_it(
    works: Works, filer: Filer, tmp_path: Path, service: dict[str, str], client: Browser
) -> None:
    info = CityInfo(name="shenzhen", title="深圳", hotline="12315", office_hours="", districts=())
    settings = Settings(data_dir=tmp_path, public_url="https://jiesu.example/")
    public: FastAPI = create_app(settings, works, filer, lambda _: None, info)  # type: ignore[arg-type,return-value] # nothing is understood here
    with Browser(public) as browser:
        receipt = _file(browser, service)
        assert receipt["link"] == f"https://jiesu.example/receipt#{receipt['token']}"
        signed = browser.post(
            "/v1/cases/receipts",
            json={"channel": CHANNEL.model_dump(mode="json")},
            headers=service,
        ).json()
    assert signed == [
        {
            "numbers": [case["number"] for case in receipt["cases"]],
            "token": receipt["token"],
            "link": receipt["link"],
        }
    ]


def test_keys_and_anchors_are_published(
    client: Browser, service: dict[str, str], works: Works, city: City, clock: SettableClock
) -> None:
    token = _file(client, service)["token"]
    (key,) = client.get("/.well-known/jiesu/keys.json").json()["keys"]
    assert (key["kty"], key["crv"], key["until"]) == ("OKP", "Ed25519", None)
    assert len(to_bytes(key["x"])) == 32
    assert key["kid"].encode() in to_bytes(token.split(".")[1])
    clock.advance(days=1)
    close_day(works, city)
    (anchor,) = client.get("/.well-known/jiesu/anchors.json").json()["anchors"]
    assert (anchor["day"], anchor["kid"]) == ("2026-11-21", key["kid"])
    assert "heads" not in anchor


def test_an_officer_takes_a_case_out_and_that_is_an_event(
    client: Browser, file: File, works: Works
) -> None:
    case = file(filing(complaint()))[0]
    enter(client, "futianhead")
    assert "导出案卷" in client.get(f"/desk/cases/{case.number}").text
    form = {"csrf": csrf_of(client)}
    answer = client.post(f"/desk/cases/{case.number}/export", data=form)
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="{case.number}.jiesu.json"'
    )
    assert verify_file(answer.content).faults == ()
    assert not any(secret in answer.text for secret in SECRETS[:4])
    with works.read() as work:
        (taken,) = [one for one in events(work, case.id) if one.kind == "exported"]
    assert taken.actor == "officer:id-futianhead"
    enter(client, "keeper1")
    form = {"csrf": csrf_of(client)}
    assert client.post(f"/desk/cases/{case.number}/export", data=form).status_code == 403
