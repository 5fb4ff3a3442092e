"""A tracker at the HTTP wire: keeps what it is asked to keep, and can be away or fail."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.contract.delivery import Delivery, Notice

START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)

CITY = {
    "name": "shenzhen",
    "title": "深圳市",
    "hotline": "12345",
    "office_hours": "周一至周五 9:00–18:00",
    "districts": ["福田区", "罗湖区"],
}

NOTHING = {
    "kinds": ["chat"],
    "hazards": [],
    "setting": "unknown",
    "severity": None,
    "emergency": False,
    "agency": None,
    "merchant": None,
    "place": None,
    "district": None,
    "division": None,
    "street": None,
    "when": None,
    "food": None,
    "people_ill": None,
    "amount": None,
    "demand": [],
    "case_no": None,
    "confidence": 0.1,
}


class Clock:
    """A settable clock."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class WireTracker:
    """Answers as the tracker does; filings are kept by their keys."""

    def __init__(self) -> None:
        self.away = False
        self.status: int | None = None
        self.filed: dict[str, dict[str, Any]] = {}
        self.requests: Counter[str] = Counter()
        self.understood: list[str] = []
        self.outbox: list[Delivery] = []
        self.reports: list[tuple[str, dict[str, Any]]] = []
        self.reachable: list[dict[str, Any]] = []
        self.evidence: dict[str, bytes] = {}
        self.before_answer: Callable[[str], None] = lambda _path: None
        http = httpx.AsyncClient(
            transport=httpx.MockTransport(self._answer), base_url="http://tracker"
        )
        self.client = Tracker(http)

    def put(self, identifier: str, platform: Platform, address: str, notice: Notice) -> None:
        self.outbox.append(
            Delivery(
                id=identifier,
                platform=platform,
                address=address,
                notice=notice,
                attempts=1,
                created_at=START,
            )
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        self.requests[path] += 1
        if self.away:
            raise httpx.ConnectError("nobody there")
        if self.status is not None and path == "/v1/understand":
            return _problem(self.status, "failed")
        answer = self._route(path, request)
        self.before_answer(path)
        return answer

    def _route(self, path: str, request: httpx.Request) -> httpx.Response:
        if path == "/v1/city":
            return httpx.Response(200, json=CITY)
        if path in ("/v1/evidence", "/v1/evidence/any"):
            return self._keep(request)
        body = json.loads(request.content)
        if path.endswith("/reports"):
            self.reports.append((path.split("/")[3], body))
            return httpx.Response(204)
        return {
            "/v1/understand": self._understand,
            "/v1/cases": self._file,
            "/v1/cases/mine": lambda _body: httpx.Response(200, json=[]),
            "/v1/outbox/claims": self._claim,
            "/v1/outbox/reachable": self._hear,
        }[path](body)

    def _understand(self, body: dict[str, Any]) -> httpx.Response:
        self.understood.append(body["text"])
        return httpx.Response(200, json=NOTHING)

    def _file(self, body: dict[str, Any]) -> httpx.Response:
        self.filed.setdefault(body["key"], body)
        number = f"SZ-20261121-{list(self.filed).index(body['key']) + 1:04}"
        return httpx.Response(200, json={"cases": [_view(number, body)], "receipt_code": "K7QM"})

    def _keep(self, request: httpx.Request) -> httpx.Response:
        data = request.content
        if b"\xff\xd8\xff" not in data:
            return _problem(415, "not_accepted", "这个文件不是照片，请发照片或截图。")
        identifier = f"photo{len(self.evidence) + 1}"
        self.evidence[identifier] = data
        return httpx.Response(
            200, json={"id": identifier, "media_type": "image/jpeg", "bytes": len(data)}
        )

    def _hear(self, body: dict[str, Any]) -> httpx.Response:
        self.reachable.append(body)
        return httpx.Response(204)

    def _claim(self, body: dict[str, Any]) -> httpx.Response:
        due = [d for d in self.outbox if d.platform.value in body["platforms"]]
        self.outbox = [d for d in self.outbox if d not in due]
        return httpx.Response(200, json=[d.model_dump(mode="json") for d in due])


def _view(number: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": number,
        "kind": body["matters"][0]["kind"],
        "hazard": None,
        "further_hazards": [],
        "setting": "unknown",
        "severity": None,
        "emergency": False,
        "state": "received",
        "open": True,
        "office": "景田所",
        "received_at": START.isoformat(),
        "deadlines": [],
        "facts": {},
    }


def _problem(status: int, code: str, detail: str = "") -> httpx.Response:
    return httpx.Response(
        status, json={"title": code, "status": status, "code": code, "detail": detail}
    )
