"""A chart as words in rows and columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


def show_table(owner: QWidget, title: str, rows: Sequence[Sequence[str]]) -> QDialog:
    """Show words in rows and columns: the keyboard's and the screen reader's way to a chart."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(word) for word in row])
    dialog = QDialog(owner.window())
    dialog.setWindowTitle(title)
    dialog.setObjectName("chart_table")
    model.setParent(dialog)
    view = QTableView(dialog)
    view.setModel(model)
    view.setAccessibleName(title)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.horizontalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().hide()
    QVBoxLayout(dialog).addWidget(view)
    dialog.resize(520, 420)
    dialog.open()
    return dialog
