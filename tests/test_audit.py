"""The audit of dependencies: a known hole fails the build, a service that is out of reach does not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOLE = {
    "name": "jinja2",
    "version": "3.1.2",
    "vulns": [{"id": "PYSEC-2024-1", "aliases": ["CVE-2024-22195"], "fix_versions": ["3.1.3"]}],
}
SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
UNKNOWN = {"name": "numpy", "skip_reason": "Dependency not found and could not be audited"}


def _run(tmp_path: Path, said: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the audit with a program that prints ``said``."""
    fake = tmp_path / "pip-audit"
    fake.write_text(f"#!{sys.executable}\nimport sys\nprint({said!r})\nsys.exit({code})\n", encoding="utf-8")
    fake.chmod(0o755)
    command = [sys.executable, str(ROOT / "installers" / "audit.py"), str(fake)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line")


def test_a_known_hole_fails_and_names_the_version_that_mends_it(tmp_path: Path) -> None:
    done = _run(tmp_path, json.dumps({"dependencies": [SOUND, HOLE]}), code=1)
    assert done.returncode == 1
    assert "jinja2 3.1.2: PYSEC-2024-1, mended in 3.1.3" in done.stdout


def test_sound_versions_pass(tmp_path: Path) -> None:
    done = _run(tmp_path, json.dumps({"dependencies": [SOUND]}))
    assert (done.returncode, "1 versions checked, 0 holes" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    "said", ["", "Traceback: ConnectionError", json.dumps({"dependencies": [UNKNOWN]}), "{}"]
)
def test_a_service_out_of_reach_says_so_and_fails_nothing(tmp_path: Path, said: str) -> None:
    done = _run(tmp_path, said, code=1)
    assert done.returncode == 0
    assert "NOT CHECKED" in done.stdout


def test_a_program_that_is_not_there_fails_nothing(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "installers" / "audit.py"), str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "NOT CHECKED" in done.stdout) == (0, True)


def test_everything_the_program_needs_is_pinned_with_a_name_and_a_version_and_no_address() -> None:
    lines = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+-]+", line) for line in lines if line)
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines if line}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'^    "([A-Za-z0-9-]+)', project, re.MULTILINE)
    needed = {name.lower() for name in wanted} & {"numpy", "pandas", "sqlmodel", "jinja2", "cryptography"}
    assert needed
    assert needed <= pinned


def test_the_check_of_a_clean_checkout_asks() -> None:
    assert "installers/audit.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
