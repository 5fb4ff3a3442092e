"""Commands of those who keep the system: accounts, keys, what is stored how long, and proofs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.root.options import read_settings

EnvFile = Annotated[Path | None, typer.Option("--env-file", help="File with settings.")]
City = Annotated[str | None, typer.Option("--city", help="City pack, instead of JIESU_CITY.")]

admins = typer.Typer(help="The first administrator.", no_args_is_help=True)


@admins.command("create")
def create_admin(login: str, name: str, env_file: EnvFile = None, city: City = None) -> None:
    """Make the first administrator and print a password, to be changed at the first sign-in."""
    from bot.root.accounts import create_admin as make

    sys.stdout.write(f"{login} {make(read_settings(env_file, city=city), login, name)}\n")


def reset_officer(login: str, env_file: EnvFile = None) -> None:
    """Renew a lost password, forget the authenticator, and print the new password."""
    from bot.root.accounts import reset

    sys.stdout.write(f"{login} {reset(read_settings(env_file), login)}\n")


def add_to(app: typer.Typer, officers: typer.Typer) -> None:
    """Put the commands where they are looked for."""
    app.add_typer(admins, name="admin")
    officers.command("reset")(reset_officer)
