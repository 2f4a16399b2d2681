"""Compare the pinned versions with public advisories: a known hole fails, a service out of reach does not.

    python installers/audit.py [PIP-AUDIT]      the program to ask, pip-audit if none is named

Only ``installers/constraints.txt`` is asked about. A hole that does not concern Shopdesk can be let through
in ACCEPTED, with its reason; it is said each time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PINNED = Path(__file__).resolve().parent / "constraints.txt"
LONGEST_SECONDS = 240
ACCEPTED: dict[str, str] = {}
"""Advisory → why it does not concern Shopdesk."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the service said: holes as lines for people, how many versions it knew and how many it did not."""

    holes: tuple[str, ...]
    let_through: tuple[str, ...]
    checked: int
    unknown: int


def read(answer: str) -> Found | None:
    """Read pip-audit's JSON; None where it gave none, as when the service cannot be reached."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    holes, through = [], []
    for package in packages:
        for hole in package.get("vulns", ()):
            names = {hole["id"], *hole.get("aliases", ())}
            mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            line = f"{package['name']} {package['version']}: {hole['id']}, mended in {mended}"
            reason = next((ACCEPTED[name] for name in names if name in ACCEPTED), "")
            through.append(f"{line}; let through: {reason}") if reason else holes.append(line)
    checked = sum("skip_reason" not in package for package in packages)
    return Found(tuple(holes), tuple(through), checked, len(packages) - checked)


def ask(program: str) -> str:
    """Return what pip-audit prints, or nothing if it is not there or takes too long."""
    words = ["--format", "json", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(
            [program, *words, "-r", str(PINNED)],
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def main(words: list[str]) -> int:
    found = read(ask(words[0] if words else "pip-audit"))
    if found is None or not found.checked:
        print("audit: NOT CHECKED, the advisory service did not answer; run it again where it does")
        return 0
    for line in (*found.let_through, *found.holes):
        print(f"audit: {line}")
    counted = f"{found.checked} versions checked, {len(found.holes)} holes, {found.unknown} not known there"
    print(f"audit: {counted}")
    return 1 if found.holes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
