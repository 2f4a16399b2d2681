"""The guide's pictures and its PDF, made from the real program on the example shop.

    python installers/guide.py      pictures into resources/help/LANG, and the PDF beside them

The pictures are of the day the example shop is made for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP = ROOT / "resources" / "help"
LANGUAGES = ("es", "en")
WIDTH = 1000
PRINTED = 620
"""Pixels of the guide's own measure, 96 to the inch, across a page."""


def main(words: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for language in words or LANGUAGES:
        with tempfile.TemporaryDirectory() as place:
            command = [sys.executable, "-m", "shopdesk", "--home", place, "--lang", language]
            command += ["--today", "2026-11-21", "--demo"]
            subprocess.run(command, check=True, cwd=ROOT)
            _keep(Path(place) / "pictures", language)
        _print(language)
    return 0


def _keep(pictures: Path, language: str) -> None:
    """Keep the pictures the guide shows, smaller and with few colours."""
    from PIL import Image

    text = (HELP / language / "guide.md").read_text(encoding="utf-8")
    for file in sorted(pictures.glob("*-light.png")):
        name = file.name.replace("-light", "")
        if f"({name})" not in text:
            continue
        with Image.open(file) as whole:
            size = (WIDTH, whole.height * WIDTH // whole.width)
            small = whole.convert("RGB").resize(size, Image.Resampling.LANCZOS)
            small.quantize(128).save(HELP / language / name, optimize=True)


def _print(language: str) -> None:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    target = HELP / language / "guide.pdf"
    writer = QPdfWriter(str(target))
    page = QPageSize.PageSizeId.Letter if language == "es" else QPageSize.PageSizeId.A4
    writer.setPageSize(QPageSize(page))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18))
    writer.setResolution(150)
    document = QTextDocument()
    document.setDefaultFont(QFont("Figtree", 11))
    text = (HELP / language / "guide.md").read_text(encoding="utf-8")
    document.setMarkdown(text)
    html = document.toHtml().replace('<img src="', f'<img width="{PRINTED}" src="{HELP / language}/')
    document.setHtml(html)
    document.print_(writer)
    app.processEvents()
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
