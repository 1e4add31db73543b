"""Takes the README's pictures of the demo board with headless Chromium: `make pictures`."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/pictures"
DAY = "2026-11-20"  # fixed, so that a picture changes with the theme and not with the calendar
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--force-color-profile=srgb", "--blink-settings=preferredColorScheme=1"),
)
LARGEST = 300_000  # bytes of a picture in the repository
LONGEST = 120  # seconds for one picture


class Picture(NamedTuple):
    """A page of the demo board, and the window it is looked at through, in CSS pixels."""

    name: str
    path: str
    width: int
    height: int
    scale: int


ALL = (
    Picture("front", "", 1200, 900, 1),
    Picture("listing", "jobs/offshore-safety-coordinator/", 390, 780, 2),
)


class Handler(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def main() -> None:
    """Build the demo board, serve it on this machine, and take each picture."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("Chromium is needed; on Debian: apt-get install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ssg-pictures-") as scratch:
        output = Path(scratch) / "output"
        command = [sys.executable, "-m", "ssg", "build", "--quiet", "--site", str(ROOT)]
        subprocess.run([*command, "--as-of", DAY, "--output", str(output)], check=True)
        handler = functools.partial(Handler, directory=str(output))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            for picture in ALL:
                take(picture, address, browser, Path(scratch))
            server.shutdown()


def take(picture: Picture, address: str, browser: str, scratch: Path) -> None:
    """Take one picture and print its size."""
    file = PICTURES / f"{picture.name}.png"
    window = (
        f"--window-size={picture.width},{picture.height}",
        f"--force-device-scale-factor={picture.scale}",
        f"--user-data-dir={scratch / picture.name}",
        f"--screenshot={file}",
    )
    command = [browser, *FLAGS, *window, address + picture.path]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{file.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
