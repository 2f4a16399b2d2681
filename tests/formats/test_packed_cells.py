"""Several products in one cell: each is a line, and no comma of a name is taken for a mark between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.formats import packed
from shopdesk.formats.base import ReadOptions
from tests.formats.sample_figures import Read, read_all

HEAD = "Fecha,Clienta,WhatsApp,Pedido,Total,Pagado"
MEXICO = ReadOptions(zone="America/Mexico_City", currency="MXN", date_order="dmy")


def _sheet(tmp_path: Path, *rows: str, head: str = HEAD) -> Read:
    path = tmp_path / "instagram.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return read_all(path, MEXICO)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("2x Bota Nora 24, 1x Cinturón", [(2, "Bota Nora 24"), (1, "Cinturón")]),
        ("2 Bota Nora 24 y 1 Cinturón", [(2, "Bota Nora 24"), (1, "Cinturón")]),
        ("Bota Nora 24 x2, Cinturón x1", [(2, "Bota Nora 24"), (1, "Cinturón")]),
        (
            "2 x bota niña, forro polar, 1 x gorra",
            [(2, "bota niña, forro polar"), (1, "gorra")],
        ),
        ("3 pares de Bota Nora 24\n1 pza Cinturón", [(3, "Bota Nora 24"), (1, "Cinturón")]),
        ("1x Cinturón", [(1, "Cinturón")]),
        ("bota niña lluvia, forro polar", []),
        ("tenis brisa 25 1/2", []),
        ("2x1 promoción", []),
        ("Cuadro 30x40", []),
        ("501 Jeans, 2 tonos", []),
    ],
)
def test_products_are_parted_only_where_each_says_how_many(cell: str, parts: list[tuple[int, str]]) -> None:
    assert [(one.pieces, one.name) for one in packed.parts_of(cell)] == parts


def test_a_sheet_of_orders_by_message_is_read_without_a_column_of_pieces(tmp_path: Path) -> None:
    found = _sheet(
        tmp_path,
        '13/01/2025,Ana,5512345678,"2x Bota Nora café 24, 1x Cinturón miel",$100.00,sí',
        "14/01/2025,Luz,5587654321,1x Vela,250,pendiente",
        '15/01/2025,Eva,,"1x Bota Nora negro 25\n3x Vela",400,sí',
    )
    assert found.reading.format.name == "handmade-sheet"
    first = found.orders[0]
    assert [(line.product, line.color, line.size, line.quantity) for line in first.lines] == [
        ("Bota Nora", "café", "24", 2),
        ("Cinturón", "miel", "", 1),
    ]
    # 100.00 for three pieces by largest remainder: 66.67 and 33.33.
    assert [line.total_minor for line in first.lines] == [6667, 3333]
    assert [one.total_minor for one in found.orders] == [10000, 25000, 40000]
    assert sum(line.quantity for one in found.orders for line in one.lines) == 8
    assert "products_in_one_cell" in {one.code for one in found.reading.problems}


def test_a_count_of_the_row_that_differs_from_its_list_is_said(tmp_path: Path) -> None:
    found = _sheet(
        tmp_path,
        '13/01/2025,Ana,"2x Bota Nora 24, 1x Cinturón",3,2799.00',
        '14/01/2025,Ana,"2x Bota Nora 24, 1x Cinturón",5,2799.00',
        "15/01/2025,Ana,Bota Nora 24 + Cinturón,2,1599.00",
        "16/01/2025,Ana,Champú + Acondicionador,1,199.00",
        head="fecha,clienta,que compró,pzas,precio",
    )
    counts = found.reading.counts
    assert (counts.accepted, counts.rejected) == (3, 1)
    assert counts.by_reason == {"count_differs": 1}
    assert [[line.quantity for line in one.lines] for one in found.orders] == [[2, 1], [1, 1], [1]]
    assert [sum(line.total_minor for line in one.lines) for one in found.orders] == [279900, 159900, 19900]
