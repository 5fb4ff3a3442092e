"""Filings as a citizen would make them."""

import itertools
from typing import Any

from api.contract.codes import Demand, Hazard, Kind, Platform, Setting, Severity
from api.contract.models import ChannelRef, Facts, FileRequest, Matter, Reporter, Said
from tests.fakes.clock import SettableClock

_keys = itertools.count(1)

LIN = Reporter(name="林晓", phone="13800138000", address="福田区景田街1号")
CHANNEL = ChannelRef(platform=Platform.web, address="chat-of-lin-0123456789")
SECRETS = ("林晓", "13800138000", "景田街1号", "chat-of-lin-0123456789", "上吐下泻的原话")


def complaint(**more: Any) -> Matter:
    return Matter(
        kind=Kind.complaint,
        hazard=Hazard.foreign_object,
        setting=Setting.restaurant,
        severity=Severity.daily,
        facts=Facts(
            merchant="老陈记牛肉火锅",
            place="景田北街",
            district="福田区",
            division="440304",
            demand=(Demand.refund,),
        ),
        **more,
    )


def report(**more: Any) -> Matter:
    return Matter(
        **{
            "kind": Kind.report,
            "hazard": Hazard.hygiene,
            "setting": Setting.restaurant,
            "severity": Severity.daily,
            "facts": Facts(merchant="老陈记牛肉火锅", division="440304"),
            **more,
        }
    )


def filing(*matters: Matter, **more: Any) -> FileRequest:
    said = Said(id="m1", at=SettableClock()(), text="上吐下泻的原话：火锅里有虫，我叫林晓")
    return FileRequest(
        **{
            "key": f"key-{next(_keys)}",
            "channel": CHANNEL,
            "matters": matters or (complaint(),),
            "reporter": LIN,
            "messages": (said,),
            **more,
        }
    )
