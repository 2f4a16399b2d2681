"""Correos as the owner uses it: look through the batch, skip one, change one, send, settle doubts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mail_server import DROP, PASSWORD, Fault, running
from mail_shop import a_consent, a_customer, buyers, set_account
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.services import settings
from shopdesk.services.mail import newcomers, status
from shopdesk.services.mail.plan import make
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.mail import sender
from shopdesk.ui.rooms.mail.late import LateSheet
from shopdesk.ui.rooms.mail.launches import LaunchesSheet
from shopdesk.ui.rooms.mail.modes import DUE, REPORT, REVIEW
from shopdesk.ui.rooms.mail.page import Page
from shopdesk.ui.widgets import Fold


@pytest.fixture
def to_folder(shop, tmp_path):
    return replace(shop, mail=FolderMailer(tmp_path / "salida"))


@pytest.fixture
def open_page(qtbot, dressed):
    """Return a function that opens the page on a shop and waits for its figures."""
    desks = []

    def show(shop):
        desk = Desk()
        desk.set_shop(shop)
        desks.append(desk)
        page = Page(desk)
        desk.refresh.changed.connect(page.reload)  # what the window does for the page on screen
        qtbot.addWidget(page)
        page.resize(1158, 690)
        page.show()
        page.refresh()
        settle(qtbot, page)
        return page

    yield show
    for desk in desks:
        desk.jobs.close()


def settle(qtbot, page) -> None:
    for _ in range(2):  # the work, and the reading again that its announcement brings after 60 ms
        qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
        qtbot.wait(120)
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)


def press(qtbot, page, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), f"{name}: {button.toolTip()}"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def send(qtbot, page, monkeypatch, seconds: int = 1) -> None:
    monkeypatch.setattr(sender, "GRACE_SECONDS", seconds)
    press(qtbot, page, "send_batch")
    assert page.review.dispatch.is_waiting
    qtbot.waitUntil(lambda: page._mode is REPORT, timeout=30_000)
    settle(qtbot, page)


def test_one_batch_opens_by_itself_with_the_letter_tinted(qtbot, open_page, to_folder) -> None:
    buyers(to_folder, 3)
    page = open_page(to_folder)
    assert page._mode is REVIEW
    assert page.header.title.text() == "Gracias de esta semana"
    assert "Compras del 19 de noviembre" in page.header.summary.whole()
    assert page.review.people.head.text() == "3 clientes"
    assert page.review.go_send.words() == "Enviar 3 correos"
    shown = page.review.letter.view
    assert "Tenis Nube blanco, 24" in shown.toPlainText()
    assert "background-color" in shown.toHtml()
    assert page.review.people.table.rows.data(page.review.people.table.rows.index(0, 0), 11)  # read aloud


def test_the_owner_walks_through_skips_one_and_takes_it_back(qtbot, open_page, to_folder) -> None:
    buyers(to_folder, 3)
    page = open_page(to_folder)
    first = page.review.people.table.current_key()
    press(qtbot, page, "next_person")
    settle(qtbot, page)
    second = page.review.people.table.current_key()
    assert second != first
    press(qtbot, page, "skip_person")
    settle(qtbot, page)
    assert page.review.people.letter(second).state is State.SKIPPED
    assert page.review.go_send.words() == "Enviar 2 correos"
    page.desk.undo.undo()
    settle(qtbot, page)
    assert page.review.people.letter(second).state is State.DRAFT


def test_changed_words_are_what_the_customer_gets(qtbot, open_page, to_folder, tmp_path, monkeypatch) -> None:
    buyers(to_folder, 1)
    page = open_page(to_folder)
    press(qtbot, page, "edit_letter")
    settle(qtbot, page)
    assert "Tenis Nube" in page.review.letter.text_field.toPlainText()
    page.review.letter.text_field.setPlainText("Gracias otra vez, {{ no es un campo }}.")
    press(qtbot, page, "keep_words")
    settle(qtbot, page)
    assert "no es un campo" in page.review.letter.view.toPlainText()
    send(qtbot, page, monkeypatch)
    written = next((tmp_path / "salida").iterdir()).read_text()
    assert "no es un campo" in written
    assert "BAJA" in written


def test_the_click_can_be_taken_back_for_ten_seconds(qtbot, open_page, to_folder, tmp_path) -> None:
    buyers(to_folder, 2)
    page = open_page(to_folder)
    press(qtbot, page, "send_batch")
    assert page.review.go_send.words() == "Empieza en 10 s · Cancelar"
    press(qtbot, page, "send_batch")
    assert not page.review.dispatch.is_busy
    assert page.review.go_send.words() == "Enviar 2 correos"
    assert status.everything(to_folder) == ()
    assert not (tmp_path / "salida").exists()


def test_only_the_ticked_people_get_it(qtbot, open_page, to_folder, tmp_path, monkeypatch) -> None:
    buyers(to_folder, 3)
    page = open_page(to_folder)
    page.review.people.table.setFocus()
    qtbot.keyClick(page.review.people.table, Qt.Key.Key_Space)
    assert page.review.go_send.words() == "Enviar 2 correos"
    from shopdesk.services import settings

    settings.keep(to_folder, {"mail.pace_seconds": 0.0})
    settle(qtbot, page)
    send(qtbot, page, monkeypatch)
    assert len(list((tmp_path / "salida").iterdir())) == 2
    assert "2 enviados" in page.header.summary.whole()
    assert len(make(to_folder).lines) == 1


def test_ctrl_enter_never_sends(qtbot, open_page, to_folder) -> None:
    buyers(to_folder, 1)
    page = open_page(to_folder)
    page.press_primary()
    assert not page.review.dispatch.is_busy


def test_a_doubtful_letter_stands_first_and_the_owner_settles_it(
    qtbot, open_page, shop, certificates, monkeypatch
) -> None:
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    buyers(shop, 3)
    faults = {1: Fault("text", DROP, keep=True), 2: Fault("rcpt", "550 5.1.1 no such user")}
    with running(certificates, faults=faults) as server:
        set_account(shop, server.port, certificates)
        page = open_page(shop)
        press(qtbot, page, "send_batch")  # a text nobody has seen arrive asks for a test once
        assert not page.review.dispatch.is_busy
        send(qtbot, page, monkeypatch)
        assert "1 enviado, 1 con problema, 1 por confirmar" in page.header.summary.whole()
        first = page.report.people.letter(page.report.people.table.current_key())
        assert first.state is State.UNKNOWN
        press(qtbot, page, "seen_in_sent")
        settle(qtbot, page)
        assert status.unknown(shop) == []
        press(qtbot, page, "fix_failed")
        settle(qtbot, page)
        page.report.doubt.address.set_value("bien@example.com")
        press(qtbot, page, "retry_letter")
        settle(qtbot, page)
        from shopdesk.services.mail.send import send_batch

        send_batch(shop)
        assert server.post.recipients()["bien@example.com"] == 1
        assert sum(server.post.copies().values()) == 3


def test_without_an_account_the_page_asks_for_it_and_keeps_the_letters(qtbot, open_page, shop) -> None:
    buyers(shop, 2)
    page = open_page(shop)
    assert not page.review.go_send.isEnabled()
    assert page.header.summary.whole() == "Compras del 19 de noviembre"  # no address they would leave from
    went = []
    page.desk.navigator.went.connect(went.append)
    press(qtbot, page, "banner_action")
    assert went[0].room == "settings"
    settings.keep(page.desk.shop, {"mail.host": "localhost", "mail.user": "hola@calzadonube.mx"})
    page.reload()
    qtbot.waitUntil(page.review.go_send.isEnabled, timeout=20000)
    assert page.banner_place.count() == 0
    assert page.header.summary.whole().endswith("salen de hola@calzadonube.mx")


def test_a_refused_login_keeps_the_letters_and_leads_to_the_account(
    qtbot, open_page, shop, certificates, monkeypatch
) -> None:
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": "wrong"}))
    buyers(shop, 2)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        page = open_page(shop)
        press(qtbot, page, "send_batch")
        monkeypatch.setattr(sender, "GRACE_SECONDS", 1)
        press(qtbot, page, "send_batch")
        qtbot.waitUntil(lambda: not page.review.dispatch.is_busy, timeout=30_000)
        settle(qtbot, page)
        assert server.post.letters == []
    assert not page.review.go_send.isEnabled()
    assert "rechazó la contraseña" in page.review.go_send.toolTip()
    assert {one.state for one in make(shop).letters} == {State.QUEUED}
    from shopdesk.services import settings

    settings.keep(shop, {"mail.tested_at": shop.now().isoformat()})
    settle(qtbot, page)
    assert page.review.go_send.isEnabled()


def test_nothing_due_says_so_and_the_way_back_leads_to_the_list(qtbot, open_page, to_folder) -> None:
    page = open_page(to_folder)
    assert page._mode is DUE
    buyers(to_folder, 1)
    page.open_batch(page.review.flow)
    settle(qtbot, page)
    page.go_back()
    settle(qtbot, page)
    assert page._mode is DUE
    assert page.header.title.text() == "Correos"


@pytest.mark.parametrize(("width", "height", "fold"), [(1158, 690, Fold.WIDE), (1033, 522, Fold.FOLDED)])
def test_it_fits_without_clipping(qtbot, open_page, to_folder, width, height, fold) -> None:
    buyers(to_folder, 4)
    page = open_page(to_folder)
    page.fold(fold)
    page.resize(width, height)
    settle(qtbot, page)
    assert page.minimumSizeHint().width() <= width
    assert page.minimumSizeHint().height() <= height


def tab(qtbot, page, key: str) -> None:
    page.header.tabs.pick(key)
    settle(qtbot, page)


def listed(qtbot, open_page, shop):
    page = open_page(shop)
    page.go_back() if page._mode is REVIEW else None
    settle(qtbot, page)
    return page


def test_a_flow_is_switched_off_and_back_with_undo(qtbot, open_page, to_folder) -> None:
    from shopdesk.services.mail import plan

    buyers(to_folder, 2)
    page = listed(qtbot, open_page, to_folder)
    tab(qtbot, page, "flows")
    assert "8 flujos encendidos" in page.header.summary.whole()
    page.flows.table.acted.emit("thanks", "off")
    settle(qtbot, page)
    assert not plan.is_on(to_folder, Flow.THANKS)
    assert "7 flujos encendidos" in page.header.summary.whole()
    page.desk.undo.undo()
    settle(qtbot, page)
    assert plan.is_on(to_folder, Flow.THANKS)


def test_what_newcomers_were_promised_waits_until_its_box_is_ticked(qtbot, open_page, to_folder) -> None:
    with to_folder.store.write() as session:
        eva = a_customer(session, "Eva", "eva@example.com")
        eva.incentive = "10 %"
        a_consent(session, eva)
    page = listed(qtbot, open_page, to_folder)
    tab(qtbot, page, "flows")
    page.flows.go_to(Flow.WELCOME)
    settle(qtbot, page)
    box = page.findChild(QCheckBox, "benefit_shared")
    assert (box.isChecked(), "10 %" in box.accessibleName()) == (False, True)
    box.click()
    settle(qtbot, page)
    assert not newcomers.telling(to_folder).must_wait("10 %")
    page.desk.undo.undo()
    settle(qtbot, page)
    assert newcomers.telling(to_folder).must_wait("10 %")


def test_a_text_nobody_read_is_opened_before_its_flow_goes_on(qtbot, open_page, to_folder) -> None:
    from shopdesk.services.mail import plan

    page = listed(qtbot, open_page, to_folder)
    shown = []
    page.desk.show_sheet = lambda sheet, focus=None: shown.append(sheet)
    tab(qtbot, page, "flows")
    page.flows.table.acted.emit("review", "on")
    settle(qtbot, page)
    assert [sheet.objectName() for sheet in shown] == ["letter_editor"]
    assert not plan.is_on(to_folder, Flow.REVIEW)
    shown[0]._keep()
    settle(qtbot, page)
    assert plan.is_on(to_folder, Flow.REVIEW)


def test_the_editor_says_what_is_missing_while_one_types(qtbot, open_page, to_folder) -> None:
    from shopdesk.ui.rooms.mail.editor import EditorSheet

    buyers(to_folder, 1)
    page = open_page(to_folder)
    sheet = EditorSheet(page.desk, Flow.THANKS)
    qtbot.addWidget(sheet)
    settle(qtbot, page)
    assert "Tenis Nube" in sheet.view.toPlainText()
    sheet.text.setPlainText("Gracias, {{ apellido_materno }}.")
    qtbot.waitUntil(lambda: not sheet.keep.isEnabled(), timeout=5000)
    assert "apellido_materno" in sheet.keep.toolTip()
    sheet.text.setPlainText("Gracias, {{ first_name }}. 10 % en tu próxima compra.")
    qtbot.waitUntil(lambda: sheet.keep.isEnabled(), timeout=5000)
    settle(qtbot, page)
    assert "10 %" in sheet.view.toPlainText()
    assert sheet.trouble.count() == 1  # the law: this makes it a promotion


def test_a_doubtful_score_counts_after_one_click(qtbot, open_page, to_folder) -> None:
    from shopdesk.domain.surveys import ReadScore
    from shopdesk.services.mail import surveys

    buyers(to_folder, 2)
    surveys.record(to_folder, "c0@example.com", ReadScore(9, "Le doy un nueve pero tardó", is_doubtful=True))
    page = listed(qtbot, open_page, to_folder)
    tab(qtbot, page, "answers")
    assert page.buttons.go_read.words() == "Leer la que falta"
    press(qtbot, page, "score_8")
    press(qtbot, page, "confirm_score_yes")
    settle(qtbot, page)
    assert surveys.results(to_folder).nps.neutrals == 1
    assert page.buttons.go_read.isHidden()


def test_vacation_pauses_the_letters(qtbot, open_page, to_folder) -> None:
    from datetime import date

    from PySide6.QtCore import QDate

    from shopdesk.domain.preferences import ShopSettings
    from shopdesk.services.mail import plan
    from shopdesk.ui.rooms.mail.vacation import VacationSheet

    buyers(to_folder, 2)
    page = open_page(to_folder)
    sheet = VacationSheet(page, page.desk, None)
    sheet.day.setDate(QDate(2026, 12, 1))
    sheet._begin()
    settle(qtbot, page)
    assert plan.make(to_folder).lines == {}
    assert {one.reason for one in plan.make(to_folder).letters} == {"vacation"}
    assert to_folder.settings.get(ShopSettings).vacation_until == date(2026, 12, 1)


@pytest.mark.parametrize("key", ["flows", "answers", "results", "history"])
def test_every_tab_fits_the_folded_window(qtbot, open_page, to_folder, key) -> None:
    buyers(to_folder, 2)
    page = listed(qtbot, open_page, to_folder)
    page.fold(Fold.FOLDED)
    page.resize(1033, 522)
    tab(qtbot, page, key)
    assert page._mode.value == key
    assert page.minimumSizeHint().width() <= 1033
    assert page.minimumSizeHint().height() <= 522


def test_a_launch_is_added_from_its_flow_and_taken_back(qtbot, open_page, to_folder) -> None:
    from shopdesk.services.mail import launches

    buyers(to_folder, 3)
    page = open_page(to_folder)
    tab(qtbot, page, "flows")
    page.flows.go_to(Flow.EARLY_ACCESS)
    assert page.findChild(QPushButton, "open_launches") is not None
    sheet = LaunchesSheet(page, page.desk)
    sheet.open_over(page)
    qtbot.waitUntil(lambda: "3" in sheet.people.text(), timeout=10_000)
    sheet.name.setText("Bota Nevada")
    sheet.text.setPlainText("Forrada por dentro.")
    press(qtbot, sheet, "keep_launch")
    settle(qtbot, page)
    [kept] = launches.coming(to_folder)
    assert (kept.written.name, kept.people) == ("Bota Nevada", 3)
    page.desk.undo.undo()
    settle(qtbot, page)
    assert launches.coming(to_folder) == ()


def test_an_order_is_marked_late_from_its_flow_and_its_letter_waits(qtbot, open_page, to_folder) -> None:
    buyers(to_folder, 2)
    page = open_page(to_folder)
    tab(qtbot, page, "flows")
    page.flows.go_to(Flow.NOTICE)
    assert page.findChild(QPushButton, "open_late") is not None
    sheet = LateSheet(page, page.desk)
    sheet.open_over(page)
    qtbot.waitUntil(lambda: sheet.order.count() == 2, timeout=10_000)
    sheet.order.setEditText("1001")
    sheet.note.setPlainText("Se rompió la horma.")
    press(qtbot, sheet, "mark_late")
    settle(qtbot, page)
    late = [one for one in make(to_folder).letters if one.flow is Flow.NOTICE]
    assert [one.state for one in late] == [State.DRAFT]


def test_what_was_asked_for_before_never_reaches_the_next_tabs_reader(qtbot, open_page, to_folder) -> None:
    page = open_page(to_folder)
    heard = []
    first, second = Heard(page, heard, "first tab"), Heard(page, heard, "second tab")
    page.load(_first, first.take)  # over before it can be cancelled
    page.load(_second, second.take)
    settle(qtbot, page)
    assert heard == [("second tab", "second")]


class Heard(QObject):
    """Notes what arrives, and at whom."""

    def __init__(self, parent, heard, name: str) -> None:
        super().__init__(parent)
        self._heard, self._name = heard, name

    def take(self, outcome: str) -> None:
        self._heard.append((self._name, outcome))


def _first() -> str:
    return "first"


def _second() -> str:
    return "second"


def test_the_way_to_the_account_ends_at_the_account(qtbot, dressed, to_folder) -> None:
    from shopdesk.ui.navigator import Place
    from shopdesk.ui.rooms.settings.page import Page as SettingsPage

    desk = Desk()
    desk.set_shop(to_folder)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    page.refresh()
    page.go(Place("settings", "mail"))
    settle(qtbot, page)
    section = next(one for one in page.sections if one.key == "mail")
    assert abs(page.pane.verticalScrollBar().value() - section.y()) <= 2
    assert section.y() > 0
    desk.jobs.close()


def test_answers_from_elsewhere_are_brought_with_one_click(qtbot, open_page, to_folder) -> None:
    page = open_page(to_folder)
    wanted = []
    page.desk.wants_import.connect(wanted.append)
    page.buttons.go_import.click()
    assert wanted == [[]]
