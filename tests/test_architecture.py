"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.runtime import tokens

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted((ROOT / "shopdesk").rglob("*.py"))


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_mailer_touches_yagmail_and_nobody_smtplib() -> None:
    assert [f.name for f in CODE if "yagmail" in _imports(f)] == ["smtp_client.py"]
    assert [f for f in CODE if "smtplib" in _imports(f)] == []


def test_yagmail_is_pinned_and_its_send_is_never_called() -> None:
    assert '"yagmail==0.16.0"' in (ROOT / "pyproject.toml").read_text()
    mailer = (ROOT / "shopdesk" / "adapters" / "smtp_client.py").read_text()
    assert not re.search(r"(client|self|super\(\))\.send\(", mailer)


def test_no_colour_is_written_outside_the_tokens() -> None:
    stray = [
        f"{f.relative_to(ROOT)}:{number}"
        for f in CODE
        for number, line in enumerate(f.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"[\"']#[0-9A-Fa-f]{6}\b", line)
    ]
    assert stray == []


def test_nothing_commits_a_path_of_the_machine_it_was_written_on() -> None:
    home = str(ROOT) + "/"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    for name in listed.stdout.splitlines():
        file = ROOT / name
        if file.suffix in {".py", ".md", ".toml", ".txt", ".json", ".spec"} and file.exists():
            assert home not in file.read_text(encoding="utf-8", errors="ignore"), name


def test_no_command_loads_qt_or_the_numbers_to_say_its_version() -> None:
    heavy = ["PySide6", "pandas", "matplotlib", "statsmodels", "scipy", "sqlalchemy"]
    program = (
        "import sys; from shopdesk.cli import parser; parser.build(); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def _map_of_rooms() -> list[tuple[str, str]]:
    """Return (layer, name) for every name in the README's map."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    head = next(row for row in rows if row[0].startswith("room"))
    rooms = [row for row in rows if len(row) == len(head) and "(" in row[0] and row is not head]
    return [
        (layer, name.strip())
        for row in rooms
        for layer, cell in zip(head[1:], row[1:], strict=True)
        for name in cell.split(",")
    ]


def test_the_map_of_rooms_in_the_readme_is_true() -> None:
    found = _map_of_rooms()
    assert len(found) > 60
    missing = [
        f"{layer}/{name}"
        for layer, name in found
        if not (ROOT / "shopdesk" / layer / f"{name}.py").exists()
        and not (ROOT / "shopdesk" / layer / name / "__init__.py").exists()
    ]
    assert missing == []
    rooms = {p.name for p in (ROOT / "shopdesk" / "ui" / "rooms").iterdir() if (p / "__init__.py").exists()}
    assert rooms == {name for layer, name in found if layer == "ui/rooms"}


PAIRS = [
    ("text", "bg"), ("muted", "bg"), ("muted", "sunken"), ("faint", "sidebar"), ("onPrimary", "primary"),
    ("primaryText", "bg"), ("primaryText", "primarySoft"), ("text", "sel"), ("ok", "okSoft"),
    ("warn", "warnSoft"), ("danger", "dangerSoft"), ("info", "infoSoft"), ("barro", "barroSoft"),
    ("plum", "plumSoft"),
]  # fmt: skip


@pytest.mark.parametrize("theme", tokens.THEMES)
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_stands_out_enough_from_what_it_is_written_on(theme: str, ink: str, paper: str) -> None:
    table = tokens.colours(theme)
    assert tokens.contrast(table[ink], table[paper]) >= 4.5


@pytest.mark.parametrize("theme", tokens.THEMES)
@pytest.mark.parametrize("mark", ["inputBorder", "primary", "barro", "gold", "plum", "info"])
def test_controls_and_chart_marks_stand_out_enough(theme: str, mark: str) -> None:
    table = tokens.colours(theme)
    assert tokens.contrast(table[mark], table["surface"]) >= 3


def test_white_on_black_is_the_largest_contrast() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
