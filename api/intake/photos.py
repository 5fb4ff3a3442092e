"""Photos in and out: cleaned before they are stored, given back as files alone."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile

from api.cases import evidence
from api.cases.recordings import checked, media_type_of
from api.cases.taken import taken
from api.contract import models
from api.kit.work import Works

_ENVELOPE = 64 * 1024
_AS_A_FILE = {
    "content-disposition": 'attachment; filename="evidence.jpeg"',
    "content-security-policy": "default-src 'none'; sandbox",
}
"""Programs get a picture as a file; nothing of it is ever a page of ours."""


def photo_routes(works: Works) -> APIRouter:
    """Routes of evidence; whoever includes them asks for the service token."""
    router = APIRouter()

    @router.post("/evidence", max_body_size=evidence.MAX_BYTES + _ENVELOPE)
    def _evidence(
        file: Annotated[UploadFile, File()], *, consent: Annotated[bool, Form()] = False
    ) -> models.EvidenceOut:
        """Store a photo; with `consent` also when and where it was taken, apart from it."""
        # One byte more than allowed tells too much from enough without reading the rest.
        data = file.file.read(evidence.MAX_BYTES + 1)
        clean = evidence.clean_photo(data)
        with works.write() as work:
            row = evidence.store(work, clean, taken=taken(data) if consent else None)
        return models.EvidenceOut(id=row.id, media_type=evidence.JPEG, bytes=len(clean))

    @router.post("/evidence/any", max_body_size=evidence.MAX_BYTES + _ENVELOPE)
    def _any_evidence(file: Annotated[UploadFile, File()]) -> models.EvidenceOut:
        """A photo, or a voice note, video or PDF as chat programs send them."""
        data = file.file.read(evidence.MAX_BYTES + 1)
        kept = media_type_of(data) is not None
        media_type = checked(data) if kept else evidence.JPEG
        clean = data if kept else evidence.clean_photo(data)
        with works.write() as work:
            row = evidence.store(work, clean, media_type)
        return models.EvidenceOut(id=row.id, media_type=media_type, bytes=len(clean))

    @router.get("/evidence/{identifier}")
    def _photo(identifier: str) -> Response:
        with works.read() as work:
            media_type, data = evidence.fetch(work, identifier)
        return Response(data, media_type=media_type, headers=_AS_A_FILE)

    return router
