"""Looks up what is known to be vulnerable in the libraries that are installed, by pip-audit.

    python scripts/audit.py

Ends with status 1 if anything is known. It needs the network: where an answer cannot be had, for
one library or for all, it says so and lets that pass, so that a machine without one can go on.
"""

from __future__ import annotations

import json
import subprocess
import sys

COMMAND = ["-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--skip-editable"]
PATIENCE = 300  # seconds


def main() -> int:
    """Look up all that is installed; return the exit status."""
    try:
        ended = subprocess.run(
            [sys.executable, *COMMAND],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        libraries = json.loads(ended.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        print("not audited: no answer came in time")
        return 0
    except (ValueError, KeyError):
        told = ended.stderr.strip().splitlines() or ["no answer"]
        print(f"not audited: {told[-1][:200]}")
        return 0
    unknown = [each["name"] for each in libraries if "vulns" not in each]
    known = [(each, flaw) for each in libraries for flaw in each.get("vulns", ())]
    for library, flaw in known:
        mended = ", ".join(flaw["fix_versions"]) or "no version yet"
        print(f"{library['name']} {library['version']}: {flaw['id']}, mended in {mended}")
    print(f"{len(libraries) - len(unknown)} libraries audited, {len(known)} known vulnerabilities")
    if unknown:
        print(f"not audited, for want of an answer: {len(unknown)} of {len(libraries)}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
