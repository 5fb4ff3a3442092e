"""Commands of those who keep the system: accounts, keys, what is stored how long, and proofs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.root.options import read_settings

EnvFile = Annotated[Path | None, typer.Option("--env-file", help="File with settings.")]
City = Annotated[str | None, typer.Option("--city", help="City pack, instead of JIESU_CITY.")]

cases = typer.Typer(help="Single cases.", no_args_is_help=True)
keys = typer.Typer(help="The master key.", no_args_is_help=True)
admins = typer.Typer(help="The first administrator.", no_args_is_help=True)


@admins.command("create")
def create_admin(login: str, name: str, env_file: EnvFile = None, city: City = None) -> None:
    """Make the first administrator and print a password, to be changed at the first sign-in."""
    from bot.root.accounts import create_admin as make

    sys.stdout.write(f"{login} {make(read_settings(env_file, city=city), login, name)}\n")


@keys.command("rotate")
def rotate_keys(old: Path, new: Path, env_file: EnvFile = None) -> None:
    """Put the key of file NEW in the place of the key of file OLD; NEW is made when absent.

    Stop every process of Jiesu first. May be run again after it was killed.
    """
    from bot.root.rotating import rotate

    for line in rotate(read_settings(env_file), old, new):
        sys.stdout.write(line + "\n")
    sys.stdout.write(
        f"start Jiesu with JIESU_KEY_FILE={new}; destroy {old} once no backup needs it\n"
    )


@keys.command("rotate-signing")
def rotate_signing(env_file: EnvFile = None) -> None:
    """Sign with a fresh key from now on; receipts signed before stay right."""
    from bot.root.proving import renew_signing_key

    sys.stdout.write(f"signing with key {renew_signing_key(read_settings(env_file))}\n")


@cases.command("export")
def export_case(
    number: str,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file, else NUMBER.jiesu.json.")
    ] = None,
    env_file: EnvFile = None,
) -> None:
    """Write one case to a signed file that `jiesu verify FILE` checks without a database."""
    from bot.root.proving import export

    sys.stdout.write(f"{export(read_settings(env_file), number, out)}\n")


def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    env_file: EnvFile = None,
    city: City = None,
) -> None:
    """Lock up, make nameless or erase personal data as the city's plan says.

    Every night the ticker does the same by itself.
    """
    from bot.root.retaining import retain

    count = 0
    for line in retain(read_settings(env_file, city=city), dry_run=dry_run):
        sys.stdout.write(line + "\n")
        count += 1
    sys.stdout.write(f"{count} {'would be ' if dry_run else ''}taken away\n")


def reset_officer(login: str, env_file: EnvFile = None) -> None:
    """Renew a lost password, forget the authenticator, and print the new password."""
    from bot.root.accounts import reset

    sys.stdout.write(f"{login} {reset(read_settings(env_file), login)}\n")


def add_to(app: typer.Typer, officers: typer.Typer) -> None:
    """Put the commands where they are looked for."""
    app.add_typer(admins, name="admin")
    app.add_typer(keys, name="keys")
    app.add_typer(cases, name="case")
    app.command()(retention)
    officers.command("reset")(reset_officer)
