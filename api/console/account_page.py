"""The account page as it is shown, and what stands guard before its changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request, Response

from api.console import words
from api.console.absent import away_lines
from api.console.page import Pages, frame
from api.console.view import office_short
from api.kit.errors import Refusal, Unauthenticated
from api.kit.work import Work, Works
from api.people import absences, officers, second, sessions, staffchat, throttle
from api.people.officers import change_password
from api.people.sessions import SignedIn
from api.people.signin import check_password
from knowledge.cities.city import City


@dataclass(frozen=True, slots=True)
class AccountPage:
    """An officer's own page."""

    works: Works
    city: City
    pages: Pages

    def show(
        self,
        me: SignedIn,
        *,
        status: int = 200,
        fault: str = "",
        code: str = "",
        done: str = "",
    ) -> Response:
        """The page, with a fault, a fresh binding code, or what was done."""
        with self.works.read() as work:
            officer = officers.by_id(work, me.officer.id)
            about = {
                **frame(work, me),
                "devices": sessions.count(work, me.officer.id),
                "left": second.codes_left(work, me.officer.id),
                "office": office_short(self.city, me.officer.office),
                "away": away_lines(work, [me.officer.id]),
                "stand_ins": absences.stand_ins(work, self.city, me.officer),
                "today": absences.today(work),
                "done": words.done(done),
                "fault": fault,
                "code": code,
                "chat": staffchat.tied(work, officer) if officer else None,
                "minutes": int(staffchat.CODE_LASTS.total_seconds() // 60),
            }
        return self.pages.show("account.html", status, **about)

    def change(self, request: Request, me: SignedIn, old: str, new: str, again: str) -> None:
        """Change the password of somebody who knows the old one.

        Raises:
            Refusal: `differs`, `wrong_password`, `weak_password`.
            TooMany: The old one was guessed at too often.
        """
        if new != again:
            raise Refusal("differs", "两次输入的新密码不一样。")
        with self.works.write() as work:
            attempt = throttle.admit(work, me.officer.login, _address(request))
        if check_password(self.works, me.officer.login, old) is None:
            raise Refusal("wrong_password", "原密码不对。")
        with self.works.write() as work:
            throttle.take_back(work, attempt)
            change_password(work, me.officer.id, new)

    @contextmanager
    def shown(self, request: Request, me: SignedIn, code: str) -> Iterator[Work]:
        """A transaction for somebody who just showed a one-time code.

        Raises:
            Unauthenticated: `wrong_code`.
            TooMany: Too many wrong ones.
        """
        with self.works.write() as work:
            attempt = throttle.admit(work, me.officer.login, _address(request), purpose="second")
        with self.works.write() as work:
            if not second.passes(work, me.officer.id, code):
                raise Unauthenticated("wrong_code", "动态验证码不对，请等下一个验证码再试。")
            throttle.take_back(work, attempt)
            yield work


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
