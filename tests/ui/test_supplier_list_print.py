"""The supplier's list on paper: a page each, bars that a scanner reads."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from reorder_shop import SIZES, a_style, a_supplier

from shopdesk.services import labels, purchase_orders, reorder, supplier_lists
from shopdesk.services.context import Shop
from shopdesk.ui import barcodes
from shopdesk.ui.rooms.reorder import paper
from shopdesk.ui.rooms.reorder.print_labels import LabelPaper


def needs(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def rendered(pdf: Path) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


@pytest.mark.usefixtures("qapp")
def test_a_page_per_supplier_whose_codes_decode(shop: Shop, tmp_path: Path) -> None:
    needs("pdftoppm", "zbarimg")
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0))
    a_style(shop, "Botín Oaxaca", color="café", seed=2, supplier=a_supplier(shop, "Pieles del Bajío"))
    plan = reorder.suggest(shop)
    lists = supplier_lists.make(shop, plan, plan.groups())
    pages = rendered(paper.supplier_pdf(shop, lists, tmp_path / "lists.pdf"))
    assert len(pages) == 2
    for page, one in zip(pages, lists, strict=True):
        read = subprocess.run(
            ["zbarimg", "-q", "--raw", str(page)], capture_output=True, text=True, check=True
        )
        assert set(read.stdout.split()) == {row.code for block in one.blocks for row in block.rows}


@pytest.mark.usefixtures("qapp")
def test_a_long_list_turns_the_page_with_its_header_again(shop: Shop, tmp_path: Path) -> None:
    needs("pdftotext")
    leon = a_supplier(shop, lead_days=14.0)
    for i in range(40):
        a_style(shop, f"Modelo {i:02d}", color="negro", per_week=6, seed=i, supplier=leon, weeks=20)
    plan = reorder.suggest(shop)
    lists = supplier_lists.make(shop, plan, plan.groups())
    pdf = paper.supplier_pdf(shop, lists, tmp_path / "long.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"{number} de {len(pages)}" in page
    assert all(any("23" in line and "Modelo" in line for line in page.splitlines()) for page in pages[:-1])
    assert f"{lists[0].total:,}" in pages[-1]


def test_sizes_of_one_run_share_their_columns(shop: Shop) -> None:
    leon = a_supplier(shop)
    a_style(shop, supplier=leon)
    a_style(shop, "Bota", color="miel", seed=2, supplier=leon, sizes=("24", "25", "26", "27", "28"))
    a_style(shop, "Cinturón", color="café", seed=3, supplier=leon, sizes=("CH", "M", "G"), on_hand=(0, 0, 0))
    plan = reorder.suggest(shop)
    (one,) = supplier_lists.make(shop, plan, plan.groups())
    runs = {block.sizes for block in one.blocks}
    assert runs == {("22", "23", "24", "25", "26", "27", "28"), ("CH", "M", "G")}
    assert one.total == sum(line.order for line in plan.lines)
    assert SIZES[0] in next(block for block in one.blocks if len(block.rows) == 2).sizes


def test_a_code_that_cannot_be_bars_is_not_painted_as_any() -> None:
    assert barcodes.modules("NIÑA-24") == ""
    assert set(barcodes.modules("NUB-BCO-24")) == {"0", "1"}


def test_labels_decode_on_sheets_and_on_a_roll(shop: Shop, tmp_path: Path, dressed: object) -> None:
    needs("pdftoppm", "zbarimg")
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0))
    plan = reorder.suggest(shop)
    number = purchase_orders.place_group(shop, plan.groups()[0])
    sheet = labels.of_receipt(shop, purchase_orders.receive(shop, number))
    assert len(sheet.labels) == plan.groups()[0].pieces
    codes = {label.code for label in sheet.labels}
    pages = rendered(paper.labels_pdf(shop, sheet, tmp_path / "labels.pdf", used=5))
    assert len(pages) == -(-(len(sheet.labels) + 5) // 12)
    assert read_all(pages) == codes
    small = labels.LabelSheet("", "", sheet.labels[:2])
    roll = rendered(paper.labels_pdf(shop, small, tmp_path / "roll.pdf", on=LabelPaper.ROLL))
    assert len(roll) == 2
    assert read_all(roll) == {label.code for label in small.labels}


def read_all(pages: list[Path]) -> set[str]:
    read = [
        subprocess.run(
            ["zbarimg", "-q", "--raw", str(page)], capture_output=True, text=True, check=True
        ).stdout
        for page in pages
    ]
    return set("\n".join(read).split())


@pytest.mark.usefixtures("qapp")
def test_a_code_with_an_accent_is_said_to_have_no_bars(shop: Shop, tmp_path: Path) -> None:
    needs("pdftotext")
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0))
    plan = reorder.suggest(shop)
    one = supplier_lists.make(shop, plan, plan.groups())[0]
    first = one.blocks[0]
    blocks = (replace(first, rows=tuple(replace(row, code="TACÓN-24") for row in first.rows)),)
    pdf = paper.supplier_pdf(shop, (replace(one, blocks=blocks),), tmp_path / "accent.pdf")
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Sin barras, que no llevan acentos ni ñ: TACÓN-24." in " ".join(text.split())
