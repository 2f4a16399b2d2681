"""A long list comes to the screen and to paper bit by bit, and comes whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from shopdesk.ui import paper_view
from shopdesk.ui.paper_view import PaperView, Piecemeal, at_once
from shopdesk.ui.printing import Paper, pdf_writer


def _three_pages(paper: Paper) -> Iterator[None]:
    for page in range(3):
        if page:
            paper.new_page()
        paper.text(QRectF(20, 20, 100, 10), f"Página {page + 1}")
        yield


def test_every_page_of_a_list_is_shown_though_the_window_answers_between(qtbot: QtBot) -> None:
    view = PaperView(letter=True)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.painted, timeout=10_000):
        view.show_steps(_three_pages)
    assert view.count() == 3
    with qtbot.waitSignal(view.painted, timeout=10_000):
        view.show_steps(at_once(lambda paper: paper.new_page()))
    assert view.count() == 2


def test_the_window_answers_after_each_row_where_one_takes_long(qtbot: QtBot, monkeypatch: object) -> None:
    view = PaperView(letter=False)
    qtbot.addWidget(view)
    seen: list[int] = []
    monkeypatch.setattr(paper_view, "_SHARE_S", 0.0)  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.painted, timeout=10_000):
        view.show_steps(_three_pages)
        assert view._work is not None
        view._work.advanced.connect(lambda: seen.append(view.count()))
    assert len(seen) == 3


def test_what_is_hurried_is_whole_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    ended: list[bool] = []
    file, owner = tmp_path / "lists.pdf", QObject()
    writer = pdf_writer(file, letter=True)
    painter = QPainter(writer)
    work = Piecemeal(_three_pages(Paper(painter, writer)), owner)
    work.over.connect(lambda: ended.append(True))
    work.hurry()
    painter.end()
    assert ended == [True]
    assert file.read_bytes().count(b"/Type /Page\n") == 3
