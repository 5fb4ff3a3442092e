"""The typed client of the tracker, for bots and partners."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

import httpx
from pydantic import BaseModel, TypeAdapter

from api.contract import delivery, desk, models, privacy, proof, understood, volunteers
from api.contract.problem import Problem

M = TypeVar("M")
_VIEWS = TypeAdapter(list[models.CaseView])
_OBJECTIONS = TypeAdapter(tuple[desk.Objection, ...])
_DELIVERIES = TypeAdapter(list[delivery.Delivery])


class TrackerError(Exception):
    """The tracker refused; `code` is stable, `detail` may be shown to a person."""

    def __init__(
        self, status: int, code: str, detail: str, objections: Sequence[desk.Objection] = ()
    ) -> None:
        super().__init__(f"{status} {code}")
        self.objections = tuple(objections)
        self.status = status
        self.code = code
        self.detail = detail


class TrackerUnreachableError(TrackerError):
    """No answer came, or the server failed: the same request may be sent again later."""


class Tracker:
    """One method a request.

    Raises:
        TrackerError: The request was refused; repeating it unchanged is useless.
        TrackerUnreachableError: Nothing is known of the outcome; every request that writes
            carries a key, so it can be repeated.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        """Speak through a client that knows the tracker's address and the service token."""
        self._http = http

    async def understand(self, request: understood.UnderstandRequest) -> understood.Understood:
        """Understand one message, with what the tracker can say to it at once."""
        return await self._post("/v1/understand", request, understood.Understood)

    async def city(self) -> models.CityInfo:
        """Name, hotline and hours of the office this tracker serves."""
        return models.CityInfo.model_validate_json(await self._send("GET", "/v1/city"))

    async def file(self, request: models.FileRequest) -> models.Receipt:
        """Open the cases of one filing."""
        return await self._post("/v1/cases", request, models.Receipt)

    async def supplement(self, number: str, request: models.Supplement) -> models.CaseView:
        """Add to a case of the same chat."""
        return await self._post(f"/v1/cases/{number}/supplements", request, models.CaseView)

    async def withdraw(self, number: str, request: models.Withdrawal) -> models.CaseView:
        """Take a case of the same chat back."""
        return await self._post(f"/v1/cases/{number}/withdrawal", request, models.CaseView)

    async def rate(self, number: str, request: models.Rating) -> models.CaseView:
        """Say how content one is with the end of a case of the same chat."""
        return await self._post(f"/v1/cases/{number}/ratings", request, models.CaseView)

    async def mine(self, request: models.ChannelQuery) -> list[models.CaseView]:
        """The cases of a chat, newest first."""
        return _VIEWS.validate_json(await self._send("POST", "/v1/cases/mine", request))

    async def stored(self, channel: models.ChannelRef) -> privacy.Stored:
        """What is stored of a chat's cases, masked (PIPL Art. 45)."""
        return await self._post(
            "/v1/privacy/stored", models.ChannelQuery(channel=channel), privacy.Stored
        )

    async def erase(self, request: privacy.ErasureRequest) -> Sequence[privacy.Erasure]:
        """Do what the law allows of the wish to have one's data erased (PIPL Art. 47)."""
        answer = await self._send("POST", "/v1/privacy/erasure", request)
        return TypeAdapter(list[privacy.Erasure]).validate_json(answer)

    async def receipts(self, channel: models.ChannelRef) -> Sequence[proof.SignedFiling]:
        """The signed receipts of a chat's filings, the newest first."""
        query = models.ChannelQuery(channel=channel, open_only=False)
        answer = await self._send("POST", "/v1/cases/receipts", query)
        return TypeAdapter(list[proof.SignedFiling]).validate_json(answer)

    async def progress(self, request: models.ProgressRequest) -> models.CaseView:
        """A case by number and receipt code, in part.

        404 `unknown_case` for either being wrong, 429 `too_many_codes`.
        """
        return await self._post("/v1/cases/progress", request, models.CaseView)

    async def follow(self, request: models.ProgressRequest) -> list[models.CaseView]:
        """The cases of a filing by number and receipt code; their chat is told from now on.

        404 `unknown_case` for either being wrong, 429 `too_many_codes`.
        """
        return _VIEWS.validate_json(await self._send("POST", "/v1/cases/follow", request))

    async def join_volunteers(self, request: volunteers.JoinRequest) -> volunteers.Membership:
        """Ask to be a volunteer; 409 `suspended` for one who is suspended."""
        return await self._post("/v1/volunteers", request, volunteers.Membership)

    async def my_tips(self, request: volunteers.VolunteerRequest) -> volunteers.Membership:
        """The volunteer of a chat and their tips, newest first."""
        return await self._post("/v1/volunteers/tips", request, volunteers.Membership)

    async def leave_volunteers(
        self, request: volunteers.VolunteerRequest
    ) -> volunteers.Membership:
        """Be a volunteer no longer: who it was is erased."""
        return await self._post("/v1/volunteers/leaving", request, volunteers.Membership)

    async def add_evidence(
        self, name: str, data: bytes, *, consent: bool = False
    ) -> models.EvidenceOut:
        """Store a photo; 413 `too_large`, 415 `not_accepted` when its content is none.

        With the sender's consent also when and where it was taken, as the camera noted it.
        """
        files: dict[str, tuple[str | None, bytes]] = {"file": (name, data)}
        if consent:
            files["consent"] = (None, b"true")
        answer = await self._send("POST", "/v1/evidence", files=files)
        return models.EvidenceOut.model_validate_json(answer)

    async def add_file(self, name: str, data: bytes) -> models.EvidenceOut:
        """Store a photo, voice note, video or PDF; 413 `too_large`, 415 `not_accepted`."""
        answer = await self._send("POST", "/v1/evidence/any", files={"file": (name, data)})
        return models.EvidenceOut.model_validate_json(answer)

    async def evidence(self, identifier: str) -> bytes:
        """The JPEG of a stored photo; 404 `unknown_evidence`."""
        return await self._send("GET", f"/v1/evidence/{identifier}")

    async def claim(self, request: delivery.ClaimRequest) -> list[delivery.Delivery]:
        """Claim what is to be delivered; each is this worker's until its lease ends."""
        return _DELIVERIES.validate_json(await self._send("POST", "/v1/outbox/claims", request))

    async def report_delivery(self, delivery: str, report: delivery.DeliveryReport) -> None:
        """Say what became of a delivery."""
        await self._send("POST", f"/v1/outbox/{delivery}/reports", report)

    async def reachable(self, channel: models.ChannelRef) -> None:
        """Say that somebody wrote again from a chat that could not be reached."""
        await self._send("POST", "/v1/outbox/reachable", channel)

    async def bind_officer(self, request: desk.BindRequest) -> desk.OfficerOut:
        """Tie an officer's bot chat to the officer who holds a one-time code."""
        return await self._post("/v1/staff/bindings", request, desk.OfficerOut)

    async def officer(self, chat: str) -> desk.OfficerOut:
        """The officer bound to a chat; 401 `unbound_chat` when it is nobody's."""
        answer = await self._send("GET", "/v1/staff/bindings", chat=chat)
        return desk.OfficerOut.model_validate_json(answer)

    async def unbind_officer(self, chat: str, *, lost: bool = False) -> None:
        """Untie a chat from its officer; `lost` when messages don't arrive there any more."""
        path = "/v1/staff/bindings?lost=true" if lost else "/v1/staff/bindings"
        await self._send("DELETE", path, chat=chat)

    async def queue(self, chat: str, scope: str | None = None, page: int = 1) -> desk.QueuePage:
        """Open cases of the officer bound to a chat, what runs out first on top.

        Args:
            chat: Of the officer.
            scope: `mine`, `office` or `all`; None is where the officer's queue begins.
            page: From 1; one beyond the last gives the last.
        """
        asked = {"page": page} if scope is None else {"scope": scope, "page": page}
        answer = await self._send("GET", f"/v1/staff/queue?{urlencode(asked)}", chat=chat)
        return desk.QueuePage.model_validate_json(answer)

    async def offices(self, chat: str, number: str, words: str = "") -> Sequence[desk.Choice]:
        """Offices that a case may go to: those near its own, or those called so."""
        path = f"/v1/staff/cases/{number}/offices?{urlencode({'words': words})}"
        return TypeAdapter(list[desk.Choice]).validate_json(
            await self._send("GET", path, chat=chat)
        )

    async def card(self, chat: str, number: str) -> desk.CaseCard:
        """One case as an officer may see it, without the reporter's identity."""
        answer = await self._send("GET", f"/v1/staff/cases/{number}", chat=chat)
        return desk.CaseCard.model_validate_json(answer)

    async def move(
        self, chat: str, number: str, request: desk.MoveRequest
    ) -> desk.CaseCard | None:
        """Make a move as the officer bound to a chat; None where it took the case out of sight."""
        await self._send("POST", f"/v1/staff/cases/{number}/moves", request, chat=chat)
        try:
            return await self.card(chat, number)
        except TrackerError as refusal:
            if refusal.code != "unknown_case":
                raise
            return None

    async def _post(self, path: str, body: BaseModel, shape: type[M]) -> M:
        return TypeAdapter(shape).validate_json(await self._send("POST", path, body))

    async def _send(
        self,
        method: str,
        path: str,
        body: BaseModel | None = None,
        files: dict[str, tuple[str | None, bytes]] | None = None,
        chat: str | None = None,
    ) -> bytes:
        content = None if body is None else body.model_dump_json().encode()
        headers = {} if body is None else {"content-type": "application/json"}
        if chat is not None:  # not in the path: paths end up in logs
            headers["x-staff-chat"] = chat
        try:
            answer = await self._http.request(
                method, path, content=content, headers=headers, files=files
            )
        except httpx.TransportError as error:
            raise TrackerUnreachableError(503, "unreachable", type(error).__name__) from error
        if answer.is_success:
            return answer.content
        raise _refusal(answer)


def _refusal(answer: httpx.Response) -> TrackerError:
    try:
        problem = Problem.model_validate_json(answer.content)
        code, detail = problem.code, problem.detail
        objections = _OBJECTIONS.validate_python((problem.model_extra or {}).get("objections", ()))
    except ValueError:
        code, detail, objections = "unreadable", "", ()
    family = TrackerUnreachableError if answer.is_server_error else TrackerError
    return family(answer.status_code, code, detail, objections)
