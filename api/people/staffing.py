"""What an administrator does to accounts; never to the own one, and never unseen."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import col, select

from api.kit.errors import Forbidden, NotFound, Refusal
from api.kit.work import Work
from api.people import journal, second, sessions, staffchat
from api.people.journal import Deed
from api.people.officers import by_login, create_officer
from api.people.passwords import hash_password, make_password
from api.people.rights import Permission, may, require
from api.people.tables import Officer
from knowledge.cities.city import City
from knowledge.cities.schema import Role
from knowledge.codes import Hazard

DUTY = "duty"
"""Takes emergencies at any hour; not a permission but somebody who is called."""
ROLES = (*map(str, Role), DUTY)


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works, as what, and for which hazards; no hazards is all."""

    office: str
    roles: tuple[str, ...]
    hazards: tuple[str, ...] = ()


def everybody(work: Work, by: Officer) -> list[Officer]:
    """All accounts, the open ones first."""
    require(by, Permission.administer)
    return list(
        work.session.exec(select(Officer).order_by(col(Officer.active).desc(), col(Officer.login)))
    )


def present_administrators(work: Work) -> list[str]:
    """Logins of those who may administer accounts, invented ones left out."""
    real = select(Officer).where(col(Officer.demo).is_(False))
    return [one.login for one in work.session.exec(real) if may(one, Permission.administer)]


def account(work: Work, by: Officer, login: str) -> Officer:
    """An account, for somebody who may administer it.

    Raises:
        NotFound: `unknown_page`.
    """
    require(by, Permission.administer)
    found = by_login(work, login)
    if found is None:
        raise NotFound("unknown_page", "没有这个页面。")
    return found


def engage(work: Work, city: City, by: Officer, login: str, name: str, post: Post) -> str:
    """Make an account; gives its first password, which is to be changed at once.

    Raises:
        Refusal: `bad_login`, `bad_name`, `unknown_office`, `unknown_role`, `unknown_hazard`.
        Conflict: `login_taken`.
    """
    require(by, Permission.administer)
    checked = _checked(city, post)
    password = make_password()
    officer = create_officer(
        work,
        login=_login(login),
        name=_name(name),
        office=checked.office,
        roles=checked.roles,
        password=password,
    )
    officer.hazards, officer.must_change = list(checked.hazards), True
    work.session.add(officer)
    journal.note(work, by.id, officer.id, Deed.made, _as_data(checked))
    return password


def appoint(work: Work, city: City, by: Officer, login: str, post: Post) -> None:
    """Give an account another office, other roles or hazards; its sessions end."""
    officer = _another(work, by, login)
    checked = _checked(city, post)
    before = Post(officer.office, tuple(officer.roles), tuple(officer.hazards))
    if checked == before:
        return
    officer.office, officer.roles = checked.office, list(checked.roles)
    officer.hazards = list(checked.hazards)
    work.session.add(officer)
    sessions.end_all(work, officer.id)
    data = {**_as_data(checked), "before": _as_data(before)}
    journal.note(work, by.id, officer.id, Deed.roles_set, data)


def close(work: Work, by: Officer, login: str) -> None:
    """Let somebody in no more."""
    officer = _another(work, by, login)
    officer.active = False
    work.session.add(officer)
    sessions.end_all(work, officer.id)
    journal.note(work, by.id, officer.id, Deed.closed)


def reopen(work: Work, by: Officer, login: str) -> None:
    """Let somebody in again, with another password.

    Raises:
        Refusal: `demo_account`, which is nobody's.
    """
    officer = _another(work, by, login)
    if officer.demo:
        raise Refusal("demo_account", "这是演示账号，不能启用。")
    officer.active = True
    work.session.add(officer)
    journal.note(work, by.id, officer.id, Deed.opened)


def reset_password(work: Work, by: Officer, login: str) -> str:
    """A first password anew; gives it. It is to be changed at the next sign-in."""
    officer = _another(work, by, login)
    return renew_password(work, by.id, officer)


def renew_password(work: Work, actor: str, officer: Officer) -> str:
    """Replace a password by one that is to be changed at the next sign-in."""
    password = make_password()
    officer.password_hash, officer.must_change = hash_password(password), True
    work.session.add(officer)
    sessions.end_all(work, officer.id)
    journal.note(work, actor, officer.id, Deed.password_reset)
    return password


def sign_out_everywhere(work: Work, by: Officer, login: str) -> None:
    """End every session of somebody, and untie the bot chat."""
    officer = _another(work, by, login)
    sessions.end_all(work, officer.id)
    staffchat.unbind(work, officer.id)
    journal.note(work, by.id, officer.id, Deed.signed_out)


def drop_second_factor(work: Work, by: Officer, login: str) -> None:
    """Forget a lost authenticator; its owner sets up another."""
    officer = _another(work, by, login)
    second.drop(work, officer.id)
    sessions.end_all(work, officer.id)
    journal.note(work, by.id, officer.id, Deed.totp_dropped)


def want_second_factor(work: Work, by: Officer, login: str, *, required: bool) -> None:
    """Want one-time codes of an officer whatever the roles, or no longer."""
    officer = _another(work, by, login)
    officer.totp_required = required
    work.session.add(officer)
    journal.note(work, by.id, officer.id, Deed.totp_wanted, {"required": required})


def _another(work: Work, by: Officer, login: str) -> Officer:
    """Somebody else's account, locked for change.

    Raises:
        NotFound: `unknown_page`.
        Forbidden: `own_account`: nobody edits the own permissions.
    """
    officer = account(work, by, login)
    if officer.id == by.id:
        raise Forbidden("own_account", "不能修改自己的账号，请由另一位管理员操作。")
    return work.session.get_one(Officer, officer.id, with_for_update=True)


def _checked(city: City, post: Post) -> Post:
    try:
        city.office(post.office)
    except KeyError as fault:
        raise Refusal("unknown_office", "没有这个办公室。") from fault
    if not post.roles or not set(post.roles) <= set(ROLES):
        raise Refusal("unknown_role", "请至少选择一个角色。")
    if not set(post.hazards) <= set(Hazard):
        raise Refusal("unknown_hazard", "没有这个问题类别。")
    return Post(post.office, _in_order(post.roles, ROLES), _in_order(post.hazards, tuple(Hazard)))


def _in_order(given: Collection[str], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(one) for one in known if one in given)


def _login(login: str) -> str:
    plain = login.strip().lower()
    fits = plain.isascii() and plain.isalnum() and plain[:1].isalpha()
    if not fits or not _SHORTEST_LOGIN <= len(plain) <= _LONGEST_LOGIN:
        raise Refusal("bad_login", "登录名要用 3 到 20 个小写字母或数字，以字母开头。")
    return plain


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not 1 < len(plain) <= _LONGEST_NAME or not plain.isprintable():
        raise Refusal("bad_name", "请填写姓名。")
    return plain


_SHORTEST_LOGIN, _LONGEST_LOGIN, _LONGEST_NAME = 3, 20, 40


def _as_data(post: Post) -> dict[str, object]:
    return {"office": post.office, "roles": list(post.roles), "hazards": list(post.hazards)}
