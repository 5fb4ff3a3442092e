"""The socket that a process serves HTTP on."""

import socket

from bot.root.failing import CommandError


def listen(host: str, port: int) -> socket.socket:
    """Take an address; from then on a second server is told at once that it is taken.

    Raises:
        CommandError: It is in use.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as fault:
        door.close()
        raise CommandError(
            f"port {port} is in use ({fault.strerror}); choose another with PORT={port + 1}"
        ) from fault
    door.listen()
    return door
