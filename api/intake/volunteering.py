"""The door of volunteers: registering, their tips and what came of them, leaving."""

from fastapi import APIRouter, Depends

from api.contract.volunteers import JoinRequest, Membership, VolunteerRequest
from api.kit.work import Works
from api.people.service_auth import require_service
from api.people.volunteers import join, leave
from api.views.tips import membership
from knowledge.cities.city import City


def volunteer_routes(works: Works, city: City) -> APIRouter:
    """Routes under /v1/volunteers; each needs the service token."""
    router = APIRouter(
        prefix="/v1/volunteers", tags=["volunteers"], dependencies=[Depends(require_service)]
    )

    @router.post("")
    def _join(request: JoinRequest) -> Membership:
        with works.write() as work:
            join(work, city, request)
        with works.read() as work:
            return membership(work, request.channel)

    @router.post("/tips")
    def _tips(request: VolunteerRequest) -> Membership:
        with works.read() as work:
            return membership(work, request.channel)

    @router.post("/leaving")
    def _leave(request: VolunteerRequest) -> Membership:
        with works.write() as work:
            leave(work, request.channel)
        return Membership()

    return router
