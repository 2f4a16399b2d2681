"""Links: only the web and a letter, only to a named place; files: only a PDF that is there."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from shopdesk.adapters.opener import SystemOpener


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the system was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: asked.append(url) or True)
    return asked


@pytest.mark.parametrize(
    "url",
    [
        "https://wa.me/5214771234567?text=Hola%2C%20Ana",
        "http://mitienda.example/pedido?id=1",
        "https://myaccount.google.com/apppasswords",
        "mailto:ana@example.com?subject=Hola",
    ],
)
def test_what_the_program_makes_is_opened(opened: list[str], url: str) -> None:
    assert SystemOpener().open(url)
    assert opened == [url]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://x",
        "",
        "C:\\\\x",
        "file:///etc/passwd",
        "file://server/share/run.exe",
        "whatsapp://send?text=x",
        "data:text/html,<script>",
        "smb://server/share",
        "ms-msdt:/id",
        "vbscript:x",
        "https:",
        "https:///nowhere",
        "https://wa.me@evil.example/",
        "https://user:secret@example.com",
        "mailto:",
        "https://example.com/\n--run",
        " https://example.com",
        "https://[::1",
        "-https://example.com",
    ],
)
def test_everything_else_is_not(opened: list[str], url: str) -> None:
    assert not SystemOpener().open(url)
    assert opened == []


def test_only_a_pdf_that_is_there_is_shown(opened: list[str], tmp_path: Path) -> None:
    paper, program = tmp_path / "guía.pdf", tmp_path / "run.sh"
    assert not SystemOpener().show(paper)
    paper.write_bytes(b"%PDF-1.7")
    program.write_text("#!/bin/sh")
    assert not SystemOpener().show(program)
    assert SystemOpener().show(paper)
    assert opened == [paper.absolute().as_uri()]


def test_a_system_without_a_browser_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(url: str) -> bool:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "open", none)
    assert not SystemOpener().open("https://example.com")
