"""A courier that takes all there is: of each chat one notice after the other, as couriers do."""

from api.contract.codes import Platform
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport
from api.kit.work import Works
from api.outbox.service import claim
from api.outbox.service import report as report_delivery


def take_all(works: Works, platform: Platform = Platform.web) -> list[Delivery]:
    """Everything that waits for a platform, in its order; it is delivered."""
    taken: list[Delivery] = []
    while True:
        with works.write() as work:
            found = claim(work, ClaimRequest(worker="w", platforms=(platform,), limit=200))
            for one in found:
                report_delivery(work, one.id, DeliveryReport(worker="w", delivered=True))
        if not found:
            return taken
        taken += found
