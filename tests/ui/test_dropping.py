"""Which dropped files the import takes up."""

from __future__ import annotations

from pathlib import Path

from shopdesk.ui.dropping import readable


def test_a_sheet_of_libreoffice_is_taken_and_what_comes_with_a_table_is_refused_by_name() -> None:
    stock, picture = Path("existencias.ODS"), Path("foto.png")
    assert readable([stock]) == [stock]
    assert readable([stock, picture]) == [stock, picture]
    assert readable([picture]) == []
