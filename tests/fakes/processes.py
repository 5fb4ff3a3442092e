"""The product's processes as processes of the system: started, killed without warning, ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

_ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Processes:
    """One `jiesu` command a name, all with the same settings and data folder."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = {
            "JIESU_DATA_DIR": str(folder),
            "JIESU_DEMO": "false",
            "JIESU_TRACKER_URL": self.url,
            **settings,
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.log = folder / "processes.log"

    def start(self, name: str, **more: str) -> None:
        """Start a command; one that serves is ready when this returns.

        Args:
            name: The command, with a number behind it where there are several: `deliver-2`.
            more: Settings of this one alone.
        """
        port = {"PORT": str(self.port)} if name in ("run", "api") else {}
        environment = {**os.environ, **self._settings, **port, **more}
        with self.log.open("ab") as log:
            self._running[name] = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "bot", name.partition("-")[0]],
                env=environment,
                cwd=_ROOT,
                stderr=log,
            )
        if port:
            self.wait_ready(self.url, "/readyz")

    def wait_ready(self, url: str, path: str) -> None:
        for _ in range(900):
            try:
                if httpx.get(f"{url}{path}").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise TimeoutError(self.log.read_text()[-2000:])

    def kill(self, name: str) -> None:
        """End a process as a power cut would."""
        process = self._running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self, name: str) -> int:
        """Tell a process to end, and wait for it."""
        process = self._running.pop(name)
        process.terminate()
        return process.wait(timeout=30)

    def kill_all(self) -> None:
        for name in tuple(self._running):
            self.kill(name)


@contextmanager
def processes(folder: Path, settings: Mapping[str, str]) -> Iterator[Processes]:
    made = Processes(folder, **settings)
    try:
        yield made
    finally:
        made.kill_all()
