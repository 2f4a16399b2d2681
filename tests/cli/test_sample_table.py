"""The printed table of the sample files: each figure of the truth beside what ``import --json`` says.

``pytest -m slow tests/cli/test_sample_table.py`` prints it. A figure that the commands do not carry is read
from the records of the file; one that the format cannot hold says why.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main
from tests.formats.sample_figures import (
    FIGURES,
    FIGURES_OF,
    NOT_HELD,
    SAMPLES,
    expected,
    needs_samples,
    read_all,
)

pytestmark = [needs_samples, pytest.mark.slow]
Document = dict[str, Any]

SUMMARY: dict[str, Callable[[Document], object]] = {
    "orders": lambda d: d["orders"],
    "sales": lambda d: d["orders"],
    "lines": lambda d: d["lines"],
    "units": lambda d: d["units"],
    "gross_total": lambda d: f"{d['total_money']['minor'] / 100:.2f}",
    "gross_products": lambda d: f"{d['total_money']['minor'] / 100:.2f}",
    "refunded_total": lambda d: f"{d['refunded_money']['minor'] / 100:.2f}",
    "cancelled": lambda d: d["cancelled"],
    "pending": lambda d: d["pending"],
    "customers": lambda d: d["customers"],
    "customers_with_email": lambda d: d["customers_with_email"],
    "first": lambda d: d["first"],
    "last": lambda d: d["last"],
}
IMPORTED: dict[str, Callable[[Document], object]] = {
    "new_orders": lambda d: d["orders_new"],
    "updated_orders": lambda d: d["orders_changed"],
    "unchanged_orders": lambda d: d["orders_same"],
    "rows": lambda d: d["rows"],
    "item_rows": lambda d: d["lines"],
}
OF_RECORDS = {
    "mercadolibre-ventas": {"gross_products"},
    "shopify-customers": {"customers"},
    "pos-generic": {"item_rows"},  # the commands count the lines sold; the rows hold those that came back too
}
"""Figures of the truth that mean something else than the commands' figure of that name."""
Cell = tuple[str, str, object, object, str]


def _figures(entry: Document, imported: Document, summary: Document) -> Iterator[Cell]:
    wanted = entry["expected"]
    file, source = entry["file"], entry["format"]
    for name, value in {**wanted, **wanted.get("state_after", {})}.items():
        if name in {"note", "import_after", "state_after"}:
            continue
        why = NOT_HELD.get((source, name), "")
        found: object
        if name in OF_RECORDS.get(source, ()) or name not in IMPORTED.keys() | SUMMARY.keys():
            found = FIGURES_OF.get((source, name), FIGURES[name])(read_all(SAMPLES / file))
        elif name in IMPORTED:
            found = IMPORTED[name](imported)
        else:
            found = SUMMARY[name](summary)
        yield file, name, value, found, why


def test_the_table_of_the_samples_has_no_figure_that_differs(folder, tmp_path, capsys) -> None:
    cells: list[Cell] = []
    for number, entry in enumerate(expected()):
        home = tmp_path / str(number)
        shutil.copytree(folder.root, home)
        before = entry["expected"].get("import_after")
        files = [SAMPLES / name for name in (before, entry["file"]) if name]
        documents = [_run(capsys, home, "import", file, "--as-of", "2025-05-19") for file in files]
        imported = documents[-1]["imports"][0]
        assert imported["rows"] >= imported["rejected"] + imported["ignored"]
        assert (imported["format"], imported["rejected"]) == (entry["format"], 0)
        cells += _figures(entry, imported, _run(capsys, home, "summary"))
    with capsys.disabled():
        _print(cells)
    assert [cell for cell in cells if cell[2] != cell[3] and not cell[4]] == []


def _run(capsys: pytest.CaptureFixture[str], home: Path, *words: object) -> Document:
    code = main(["--home", str(home), "--today", "2025-05-20", *map(str, words), "--json"])
    said = capsys.readouterr()
    assert code == 0, said.err
    return json.loads(said.out)


def _print(cells: list[Cell]) -> None:
    print()
    for file, name, wanted, found, why in cells:
        verdict = "ok" if wanted == found else why or "DIFFERS"
        print(f"{file:42} {name:22} {wanted!s:28} {found!s:28} {verdict}")
    met = sum(wanted == found for _file, _name, wanted, found, _why in cells)
    print(f"{len({cell[0] for cell in cells})} files, {met} of {len(cells)} figures as in the truth")
