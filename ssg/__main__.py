"""`python -m ssg`, and the command `ssg`."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from typing import NoReturn

INTERRUPTED = 130
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}  # the disk that the output goes to


def main() -> None:
    """Run the command line; Ctrl-C ends it at any moment with one line and status 130."""
    signal.signal(signal.SIGINT, _interrupt)
    gc.disable()  # a command makes hardly any cycles, and to look for them takes time
    _open_streams()
    try:
        from ssg.cli import main as commands  # noqa: PLC0415 - Ctrl-C is heard while it is imported

        commands()
    except SystemExit as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if end.code == INTERRUPTED:
            sys.stderr.write("interrupted\n")
        _leave(end.code)
        raise
    except OSError as error:
        if error.filename is not None or error.errno not in FULL:
            raise
        # Python writes once more what it could not when it ends.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until then
        sys.exit(f"error: nothing more can be printed: {error.strerror}")


def _leave(status: object) -> None:
    """End the program with a status; Python would first take all that there is to pieces.

    It does where there is more to say: a message for a status, or that streams cannot be written.
    """
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        if status is None or isinstance(status, int):
            os._exit(status or 0)
    gc.freeze()  # or Python looks for cycles among it all


def _open_streams() -> None:
    """Open standard streams that were closed, to nothing: no file may come to stand in their place.

    Python has None for them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _interrupt(*_: object) -> NoReturn:
    """End the program, once; click would make a word and a status of its own of Python's error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(INTERRUPTED)


if __name__ == "__main__":
    main()
