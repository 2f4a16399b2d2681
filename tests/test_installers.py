"""What the installers bring: a script that compiles, an icon, a menu entry, files that open with a click."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as Tree
from pathlib import Path

import pytest

from shopdesk.cli import parser
from shopdesk.services.backups import sealing
from shopdesk.ui.dropping import COPY, READABLE

HERE = Path(__file__).resolve().parent.parent / "installers"


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed (apt install nsis)")
def test_the_windows_script_compiles_around_two_programs(tmp_path: Path) -> None:
    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    for name in ("shopdesk.exe", "shopdesk-cli.exe", "_internal/library.dll"):
        (payload / name).write_bytes(b"MZ")
    made = tmp_path / "shopdesk-9.9.9-setup.exe"
    words = ["-V2", "-WX", "-DVERSION=9.9.9", f"-DPAYLOAD={payload}", f"-DOUTPUT={made}"]
    command = ["makensis", *words, str(HERE / "windows" / "shopdesk.nsi")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert made.read_bytes().startswith(b"MZ")


def test_every_system_has_the_programs_icon() -> None:
    assert (HERE / "windows" / "shopdesk.ico").read_bytes().startswith(b"\x00\x00\x01\x00")
    assert (HERE / "macos" / "shopdesk.icns").read_bytes().startswith(b"icns")
    assert (HERE / "linux" / "shopdesk-256.png").read_bytes().startswith(b"\x89PNG")
    assert Tree.parse(HERE / "linux" / "shopdesk.svg").getroot().tag.endswith("svg")


def test_a_copy_opens_with_a_double_click_on_linux() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(HERE / "linux" / "shopdesk.desktop", encoding="utf-8")
    kinds = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert entry["Desktop Entry"]["Exec"] == "shopdesk %F"
    assert {"text/csv", "application/x-shopdesk-copy"} <= set(kinds)
    words = (HERE / "linux" / "shopdesk.xml").read_text(encoding="utf-8")
    assert f'pattern="*{COPY}"' in words
    assert f'value="{sealing.MAGIC.decode()}"' in words
    assert ".csv" in READABLE


def test_files_a_double_click_hands_over_go_to_the_window(tmp_path: Path) -> None:
    sales, copy = tmp_path / "ventas 2026.csv", tmp_path / "copia.shopdesk"
    sales.touch()
    copy.touch()
    assert parser.split_files([str(sales)]) == ([], [sales])
    words = ["--home", str(tmp_path), "--json", str(sales), str(copy)]
    assert parser.split_files(words) == (words[:3], [sales, copy])


def test_a_command_is_never_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("import").touch()
    Path("sales.csv").touch()
    words = ["--home", "x", "import", "sales.csv"]
    assert parser.split_files(words) == (words, [])
    assert parser.split_files(["missing.csv"]) == (["missing.csv"], [])


def test_every_test_the_threat_model_names_is_there() -> None:
    text = (HERE / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    assert len(named) >= 10
    assert [name for name in sorted(named) if not (HERE.parent / name).exists()] == []
    assert re.findall(r"`test_\w+\.py`", text) == []
