"""A terminal at which somebody types."""

from __future__ import annotations

import os
import pty
import subprocess
import sys


def typed_at(text: str, *words: str) -> tuple[int, str]:
    """Return status and output of `ssg` with some words at a terminal where a text is typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ssg", *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, text.encode())
        output = b""
        while True:
            try:
                piece = os.read(ours, 10_000)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            output += piece
    os.close(ours)
    return process.returncode, output.decode().replace("\r\n", "\n")
