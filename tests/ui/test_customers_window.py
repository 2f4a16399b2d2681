"""Clientes as the owner uses it: who came back, the card, weeks that last, pairs that may be one, proofs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from customer_shop import CustomerShop
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.outreach.flows import Flow
from shopdesk.services import lasting, proofs
from shopdesk.services.context import Shop
from shopdesk.services.customers import doubles, listed, rights
from shopdesk.store.models import MergeProposal
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Chosen, Place
from shopdesk.ui.rooms.customers.again import AgainSheet
from shopdesk.ui.rooms.customers.page import Page
from shopdesk.ui.rooms.mail.editor import EditorSheet
from shopdesk.ui.rooms.mail.page import Page as MailPage
from shopdesk.ui.widgets import Text


@pytest.fixture
def made(shop: Shop) -> CustomerShop:
    """Return a shop of twelve customers, three of whom came back; two of them may be one."""
    built = CustomerShop(shop)
    variant = built.style("Tenis Nube", {"24": 5}, color="Blanco")["24"]
    today = shop.today()
    people = [built.person(f"Clienta {n:02d}", city="León") for n in range(12)]
    for n, who in enumerate(people):
        built.sale(who, variant, today - timedelta(days=120 + n))
        if n < 3:
            built.sale(who, variant, date(today.year, today.month, 1))
    with shop.store.write() as session:
        session.add(MergeProposal(one_id=people[0], other_id=people[1], reason="plus_tag"))
    return built


@pytest.fixture
def page(qtbot: QtBot, open_desk: Desk, made: CustomerShop) -> Page:
    """Return the page on screen, read."""
    found = Page(open_desk)
    qtbot.addWidget(found)
    found.resize(1140, 690)
    found.show()
    found.refresh()
    qtbot.waitUntil(lambda: bool(found.people.table.rows.rowCount()), timeout=20_000)
    return found


def _says(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(Text))


def _go(qtbot: QtBot, page: Page, tab: str, holds: str) -> str:
    page.go(Place("customers", tab=tab))
    view = page.views.currentWidget()
    qtbot.waitUntil(lambda: holds in _says(view), timeout=20_000)
    return _says(view)


def test_a_shop_of_twelve_is_told_in_counts_and_never_in_percents(qtbot: QtBot, page: Page) -> None:
    said = _says(page.people.cards)
    assert "3 de 3" in said
    said = _go(qtbot, page, "back", "0 de 12")  # they came back after more than 90 days
    assert "Menos de diez segundas compras hasta hoy" in said  # three carry no yearly share


def test_a_months_bar_opens_those_who_came_back_in_that_month(
    qtbot: QtBot, page: Page, made: CustomerShop, shop: Shop
) -> None:
    month = (shop.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    variant = made.style("Bota Alta", {"25": 3}, color="Negro")["25"]
    for n in (7, 8):  # two of the twelve, and not the three of this month
        made.sale(next(row.id for row in listed(shop).rows if row.name == f"Clienta {n:02d}"), variant, month)
    page.go(Place("customers", tab="returned", key=month))
    rows = page.people.table.rows
    qtbot.waitUntil(lambda: rows.rowCount() == 2, timeout=20_000)
    assert {rows.entry(n).row.name for n in range(2)} == {"Clienta 07", "Clienta 08"}
    page.people.cards.answer.month_picked.emit(shop.today().replace(day=1))
    assert {rows.entry(n).row.name for n in range(rows.rowCount())} == {f"Clienta {n:02d}" for n in range(3)}


def test_the_card_opens_and_leads_back(qtbot: QtBot, page: Page, shop: Shop) -> None:
    who = next(row for row in listed(shop).rows if row.name == "Clienta 00")
    page.go(Place("customers", key=who.id))
    qtbot.waitUntil(lambda: page.header.title.text() == "Clienta 00", timeout=20_000)
    said = _says(page.person)
    assert "Compró Tenis Nube blanco, 24" in said
    assert "León" in page.header.summary.whole()
    page.go_back()
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.people)


def test_who_asked_for_no_letters_is_never_said_to_have_said_nothing(
    qtbot: QtBot, page: Page, made: CustomerShop, shop: Shop
) -> None:
    who = made.person("Clienta Silenciosa", email="callada@correo.example")
    page.go(Place("customers", key=who))
    qtbot.waitUntil(lambda: page.header.title.text() == "Clienta Silenciosa", timeout=20_000)
    assert "Nunca dijo sí ni no" in _says(page.person)
    rights.unsubscribe(shop, "callada@correo.example")
    page.reload()
    qtbot.waitUntil(lambda: "Nunca dijo sí ni no" not in _says(page.person), timeout=20_000)
    # Once beside the letters written, once in what they allowed.
    assert _says(page.person).count("Pidió no recibir correos") == 2


def test_weeks_the_owner_knows_are_kept_and_taken_back(qtbot: QtBot, page: Page, shop: Shop) -> None:
    page.go(Place("customers", tab="lasting"))
    qtbot.waitUntil(lambda: bool(page.lasting.products.rows.rowCount()), timeout=20_000)
    # Three of twelve bought again: too few for a rhythm, and so for a chance in percent.
    shown = page.lasting.products.rows
    told = [str(shown.index(0, n).data()) for n in range(shown.columnCount())]
    assert "3" in told
    assert not [one for one in told if "%" in one]
    product = lasting.read(shop).products[0].product.product_id
    page.lasting.weeks_set.emit(product, 8)
    qtbot.waitUntil(lambda: lasting.read(shop).products[0].days == 56, timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.desk.undo.next_undo), timeout=20_000)
    page.desk.undo.undo()
    qtbot.waitUntil(lambda: not lasting.read(shop).products[0].by_owner, timeout=20_000)


def test_a_pair_is_merged_and_comes_apart_by_undo(qtbot: QtBot, page: Page, shop: Shop) -> None:
    before = listed(shop)
    page.go(Place("customers", tab="doubles"))
    qtbot.waitUntil(lambda: page.doubles.first() is not None, timeout=20_000)
    page.buttons.merge_first.click()
    qtbot.waitUntil(lambda: len(listed(shop).rows) == 11, timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.desk.undo.next_undo), timeout=20_000)
    page.desk.undo.undo()
    qtbot.waitUntil(lambda: listed(shop) == before, timeout=20_000)
    doubles.refuse(shop, doubles.doubles(shop)[0].number)
    assert doubles.doubles(shop) == ()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_writing_to_a_group_goes_to_the_batch_of_those_people_alone(
    qtbot: QtBot, page: Page, made: CustomerShop, shop: Shop
) -> None:
    who = made.person("Nueva", "nueva@example.com")
    made.sale(who, made.style("Sandalia Playa", {"24": 5})["24"], shop.today() - timedelta(days=1))
    went: list[Place] = []
    page.desk.navigator.went.connect(went.append)
    page.people.pick(None)
    page.reload()
    qtbot.waitUntil(page.buttons.write.isEnabled, timeout=40_000)
    page.buttons.write.click()
    # Letters of several kinds are due, so the owner says which.
    menu = page.buttons.write.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == ["Cuidado del producto: 3", "Gracias: 1"]
    menu.actions()[1].trigger()
    menu.close()
    assert went[-1].key == Chosen("thanks", frozenset({f"c:{who}"}))
    review = MailPage(page.desk)
    qtbot.addWidget(review)
    review.go(went[-1])
    qtbot.waitUntil(lambda: len(review.review.people.ticked()) == 1, timeout=40_000)


def test_arguments_without_enough_writers_claim_nothing(qtbot: QtBot, page: Page, shop: Shop) -> None:
    said = _go(qtbot, page, "why", "Lo que puedes probar")
    assert said.count("Nadie lo ha mencionado todavía.") == 6
    switches = page.why.findChildren(QPushButton, "holdout_novelty")
    assert [one.isChecked() for one in switches] == [False]
    assert proofs.bare_claims(shop, "Somos sostenibles") == ["sostenibles"]
    proofs.add(shop, proofs.Note("Cambiamos suelas", "312 pares en 2026", "Duran años más"))
    letter = "Somos sostenibles. Cambiamos suelas. 312 pares en 2026. Duran años más."
    assert proofs.bare_claims(shop, letter) == []


def test_a_bare_claim_is_marked_in_the_letter_and_the_note_is_one_click_away(
    qtbot: QtBot, open_desk: Desk, shop: Shop
) -> None:
    proofs.add(shop, proofs.Note("Cambiamos suelas", "312 pares en 2026", "Duran años más"))
    sheet = EditorSheet(open_desk, Flow.NOVELTY)
    qtbot.addWidget(sheet)
    qtbot.waitUntil(lambda: bool(sheet.text.toPlainText()), timeout=20_000)
    sheet.text.setPlainText("Hola. Somos sostenibles.")
    qtbot.waitUntil(lambda: sheet.findChild(QPushButton, "add_proof") is not None, timeout=20_000)
    sheet.findChild(QPushButton, "add_proof").click()
    assert sheet.text.toPlainText().endswith("Cambiamos suelas. 312 pares en 2026. Duran años más.")
    assert proofs.bare_claims(shop, sheet.text.toPlainText()) == []


def test_letters_that_were_stopped_go_again_for_a_typed_reason_and_that_can_be_undone(
    qtbot: QtBot, page: Page, made: CustomerShop, shop: Shop
) -> None:
    who = made.person("Clienta Arrepentida", email="otra@correo.example")
    page.go(Place("customers", key=who))
    qtbot.waitUntil(lambda: page.header.title.text() == "Clienta Arrepentida", timeout=20_000)
    assert page.acts.again.isHidden()

    def shows(button: QPushButton) -> None:
        qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
        page.reload()
        qtbot.waitUntil(lambda: not button.isHidden(), timeout=20_000)

    page.acts.stop.click()
    shows(page.acts.again)
    assert not page.desk.undo.next_undo  # never without a reason
    page.acts._allow("Me lo pidió el viernes")
    shows(page.acts.stop)
    page.desk.undo.undo()
    shows(page.acts.again)


def test_the_reason_is_asked_before_the_button_works(qtbot: QtBot, dressed: object) -> None:
    sheet = AgainSheet("Ana")
    qtbot.addWidget(sheet)
    assert not sheet.go.isEnabled()
    sheet.why.line.setText("Me lo pidió")
    assert sheet.go.isEnabled()


def test_the_list_of_people_is_exported_with_what_reaches_them(page: Page, made: CustomerShop) -> None:
    rows = page.export_table()
    assert rows[0][:3] == ["Nombre", "Correo electrónico", "Teléfono"] or "Nombre" in rows[0][0]
    assert len(rows) == 1 + page.people.table.rows.rowCount()
    first, last = rows[0].index("Primera compra"), rows[0].index("Última compra")
    days = {row[last] for row in rows[1:]}
    assert all(len(day) == 10 for day in days)  # with its year
    assert all(row[first] <= row[last] for row in rows[1:])
