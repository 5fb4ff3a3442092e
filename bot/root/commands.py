"""Every command of `jiesu`; what they do lies in the modules beside this one."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.root import custody
from bot.root.failing import CommandError
from bot.root.options import read_settings

app = typer.Typer(
    name="jiesu",
    help="Food-safety complaints, reports and questions: the bot and its case tracker.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
officers = typer.Typer(help="Accounts of officers.", no_args_is_help=True)
cities = typer.Typer(help="City packs.", no_args_is_help=True)
imports = typer.Typer(help="Lists from outside.", no_args_is_help=True)
app.add_typer(officers, name="officer")
app.add_typer(cities, name="city")
app.add_typer(imports, name="import")
custody.add_to(app, officers)

EnvFile = Annotated[Path | None, typer.Option("--env-file", help="File with settings.")]
City = Annotated[str | None, typer.Option("--city", help="City pack, instead of JIESU_CITY.")]


@app.command()
def run(env_file: EnvFile = None, city: City = None) -> None:
    """Serve everything in one process: tracker, chat, console, ticker, delivery, bots."""
    settings = read_settings(env_file, city=city)  # what is wrong there is told at once
    from bot.root.serve import Parts, serve

    serve(settings, Parts.everything())


@app.command()
def api(env_file: EnvFile = None) -> None:
    """Serve the tracker, the web chat and the console."""
    settings = read_settings(env_file)
    from bot.root.serve import Parts, serve

    serve(settings, Parts())


@app.command()
def citizen(env_file: EnvFile = None) -> None:
    """Run the citizens' Telegram bot and the WeChat account against a tracker elsewhere."""
    settings = read_settings(env_file)
    from bot.root.apart import run_citizen

    run_citizen(settings)


@app.command()
def staff(env_file: EnvFile = None) -> None:
    """Run the officers' Telegram bot against a tracker elsewhere."""
    settings = read_settings(env_file)
    from bot.root.apart import run_staff

    run_staff(settings)


@app.command()
def deliver(env_file: EnvFile = None) -> None:
    """Deliver what the outbox holds, on every channel that is set up."""
    settings = read_settings(env_file)
    from bot.root.apart import run_deliver

    run_deliver(settings)


@app.command()
def tick(env_file: EnvFile = None) -> None:
    """Watch the clocks: reminders, breaches, escalation."""
    settings = read_settings(env_file)
    from bot.root.apart import run_tick

    run_tick(settings)


@app.command()
def chat(
    url: Annotated[str | None, typer.Option(help="Chat with a running Jiesu there.")] = None,
    city: City = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read {user, text} lines, write answers.")
    ] = False,
    env_file: EnvFile = None,
) -> None:
    """Talk in the terminal with the real dialogue and tracker, on a throw-away database."""
    from bot.root.chat import talk

    talk(read_settings(env_file, city=city), url=url, jsonl=jsonl)


@app.command()
def understand(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read {id, text} lines.")] = False,
    text: Annotated[str | None, typer.Argument(help="One message, instead of lines.")] = None,
    city: City = None,
    env_file: EnvFile = None,
) -> None:
    """Say what messages mean, and why."""
    from bot.root.understanding import explain_lines, explain_one

    settings = read_settings(env_file, city=city)
    if jsonl:
        explain_lines(settings.city)
    elif text is not None:
        explain_one(settings.city, text)
    else:
        raise CommandError("give a message, or --jsonl and lines on standard input")


@app.command()
def link(
    registry: Annotated[Path, typer.Option(help="CSV with a registry of merchants.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read {id, text} lines.")] = False,
    env_file: EnvFile = None,
) -> None:
    """Say which registered merchants mentions may mean."""
    from bot.root.linking import link_lines

    if not jsonl:
        raise CommandError("give --jsonl and lines on standard input")
    link_lines(read_settings(env_file).data_dir, registry)


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(help="Labelled messages: YAML list or JSON lines.")],
    worst: Annotated[Path, typer.Option(help="Where the errors go.")] = Path("eval-errors.jsonl"),
    city: City = "china",
) -> None:
    """Measure understanding on labelled messages: scores, confusions, confidence, errors."""
    from bot.root.evaluating import evaluate as measure

    measure(city or "china", file, worst)


@app.command()
def fired(
    file: Annotated[Path, typer.Argument(help="Texts: YAML list or JSON lines.")],
    city: City = "china",
) -> None:
    """Show which lexicon rules fire on a file, with their words, and which never do."""
    from bot.root.evaluating import show_fired

    show_fired(city or "china", file)


@app.command()
def corrections(
    out: Annotated[Path | None, typer.Option(help="File to write, instead of the output.")] = None,
    env_file: EnvFile = None,
    city: City = None,
) -> None:
    """Write what officers corrected as labelled messages for `jiesu eval`."""
    from bot.root.correcting import export_corrections

    export_corrections(read_settings(env_file, city=city), out)


@app.command()
def deadline(
    rule: Annotated[str, typer.Argument(help="A rule id such as C01, C10, R01, R27-RETEST.")],
    received: Annotated[str, typer.Option(help="When the clock's start event happened.")],
    kind: Annotated[str | None, typer.Option(help="Kind of the case, as complaint.")] = None,
    pause: Annotated[
        list[str] | None, typer.Option(help="FROM/TO, both days included; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    city: City = None,
    env_file: EnvFile = None,
) -> None:
    """Say when a limit ends, and why on that day."""
    from bot.root.dating import show_deadline

    settings = read_settings(env_file, city=city)
    show_deadline(settings, rule, received, pause or [], kind, as_json=as_json)


@app.command()
def bench(
    part: Annotated[list[str] | None, typer.Argument(help="Parts; all without one.")] = None,
    clocks: Annotated[int, typer.Option(min=1000, help="Running clocks.")] = 1_000_000,
    postgres: Annotated[
        str | None, typer.Option(help="Address of an empty PostgreSQL database to measure on.")
    ] = None,
) -> None:
    """Measure Jiesu beside the named peers, in the same run; figures and ratios as JSON."""
    from bot.root.benching.parts import run_parts

    found = run_parts(part or [], clocks=clocks, postgres=postgres)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


@app.command()
def settings(env_file: EnvFile = None) -> None:
    """List every setting with its meaning, its value and where that came from."""
    from bot.root.options import describe

    for line in describe(read_settings(env_file)):
        sys.stdout.write(line + "\n")


@app.command()
def migrate(env_file: EnvFile = None) -> None:
    """Bring the database to the newest form."""
    settings = read_settings(env_file)
    from bot.root.tracker import open_storage

    open_storage(settings)[0].close()


@app.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(help="An exported case, checked without a database.")
    ] = None,
    env_file: EnvFile = None,
) -> None:
    """Check the hash chain and every invariant of the stored cases, or one exported case."""
    if file is not None:
        from bot.root.proving import verify_export

        for line in verify_export(file):
            sys.stdout.write(line + "\n")
        return
    settings = read_settings(env_file)  # what is wrong there is told at once
    from bot.root.verifying import verify_all

    faults = 0
    for line in verify_all(settings):
        sys.stdout.write(line + "\n")
        faults += 1
    if faults:
        raise CommandError(f"{faults} faults found")
    sys.stdout.write("all cases verify\n")


@officers.command("create")
def create_officer(
    login: str,
    name: str,
    office: str,
    role: Annotated[list[str], typer.Option(help="May be repeated.")],
    env_file: EnvFile = None,
    city: City = None,
) -> None:
    """Make an account and print its first password."""
    from bot.root.accounts import create

    password = create(read_settings(env_file, city=city), login, name, office, role)
    sys.stdout.write(f"{login} {password}\n")


@imports.command("merchants")
def import_merchants(file: Path, env_file: EnvFile = None) -> None:
    """Load a registry of merchants; faulty rows are told by line and the rest loads."""
    from bot.root.importing import import_merchants as load

    load(read_settings(env_file).data_dir, file)


@imports.command("calendar")
def import_calendar(file: Path, env_file: EnvFile = None, city: City = None) -> None:
    """Load a year's holidays (holiday-cn JSON) and count every date again that it may move."""
    from bot.root.yearly import import_year

    import_year(read_settings(env_file, city=city), file)


@cities.command("check")
def check_city(folder: Path) -> None:
    """Validate a city pack."""
    from knowledge.cities.check import check_city as faults_of

    faults = faults_of(folder)
    for fault in faults:
        sys.stdout.write(fault + "\n")
    if faults:
        raise CommandError(f"{len(faults)} faults in {folder}")
    sys.stdout.write("the city pack is sound\n")
