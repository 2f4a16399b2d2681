"""The plain sections: shop, sending, suppliers, privacy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import exporting, settings, suppliers
from shopdesk.services import phrases_places as say
from shopdesk.services.mail import privacy
from shopdesk.services.suppliers import Terms
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.notice import NoticeSheet
from shopdesk.ui.rooms.settings.section import Form, Section
from shopdesk.ui.widgets import Button, ConfirmSheet, LineField, Rule, Spin, Text, clear


class ShopSection(Section):
    """Mi tienda."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__("shop", _("My shop"), "storefront")
        self._form = form = Form(keeper)
        form.line("shop.name", _("Name of your shop"))
        form.line("shop.owner", _("Your name"), help_=_("To greet you and sign your letters."))
        form.line("shop.phone", _("Phone"), help_=_("It goes on the lists for your suppliers."))
        form.line("shop.city", _("City"))
        form.paragraph("shop.signature", _("Signature of your letters"), hint=_("Name and shop"))
        form.line(
            "shop.address", _("Postal address"), help_=_("Letters with news must carry it in some countries.")
        )
        form.paragraph(
            "shop.story",
            _("The story of your shop"),
            hint=_("Who you are, since when, and why you do it. Two or three true sentences."),
            help_=_("The first welcome letter tells it, in your words."),
        )
        form.choice(
            "shop.currency",
            _("Currency"),
            [(c, say.currency(c)) for c in settings.CURRENCIES],
            help_=_("For what you import from now on: sales already here keep theirs."),
        )
        form.choice("shop.country", _("Country"), [(c, say.country(c)) for c in settings.COUNTRIES])
        form.choice("shop.zone", _("Time zone"), [(z, say.zone(z)) for z in settings.ZONES])
        form.choice(
            "shop.size_system",
            _("Sizes you sell in"),
            [
                ("mx", _("Mexican (24, 24.5)")),
                ("us", _("United States")),
                ("eu", _("European (38)")),
                ("letters", _("Letters (S, M, L)")),
            ],
        )
        form.choice(
            "shop.goods",
            _("You count in"),
            [("pairs", _("Pairs of shoes")), ("pieces", _("Pieces (clothes, jewellery, anything else)"))],
            help_=_("It changes when you open Shopdesk again."),
        )
        self.add(form)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)


class SendingSection(Section):
    """Ritmo de envío y tope mensual."""

    def __init__(self, keeper: Keeper) -> None:
        note = _("Two letters with news and one thank-you per person in 30 days, whatever you switch on.")
        super().__init__("sending", _("Pace and limit"), "gauge", note)
        self._form = form = Form(keeper)
        seconds, letters = _("seconds"), _("letters")
        form.choice(
            "mail.tone",
            _("How your letters speak"),
            [("warm", _("Warm, by first name")), ("plain", _("Plain and short")), ("formal", _("Formal"))],
            help_=_("A text you wrote yourself stays as you wrote it."),
        )
        form.whole("mail.pace_seconds", _("Between one letter and the next"), low=0, high=600, suffix=seconds)
        form.whole("mail.per_day", _("At most in one day"), low=1, high=100_000, suffix=letters)
        form.whole("mail.quiet_from", _("Nothing is proposed from"), low=0, high=23, suffix=_("h"))
        form.whole("mail.quiet_until", _("until"), low=0, high=23, suffix=_("h"))
        form.whole(
            "stock.max_age_hours",
            _("Stock is believed for"),
            low=1,
            high=1440,
            suffix=_("hours"),
            help_=_("Older than that, replies say «let me confirm it»."),
        )
        form.whole(
            "stock.last_pieces",
            _("«Last pieces» means at most"),
            low=1,
            high=100,
            help_=_("It is only said when it is true."),
        )
        self.add(form)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)


class SuppliersSection(Section):
    """Proveedores y tiempos."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        note = _("What they say, what they really take, and how often you order.")
        super().__init__("suppliers", _("Suppliers"), "truck", note)
        self._desk = desk
        self._form = form = Form(keeper)
        days = _("days")
        form.whole(
            "planning.lead_days", _("While I do not know, a delivery takes"), low=0, high=365, suffix=days
        )
        form.whole("planning.review_days", _("From one order to the next"), low=1, high=90, suffix=days)
        self.add(form, Rule())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)
        self.body.addLayout(self._grid)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)
        clear(self._grid)
        for column, words in enumerate((_("Supplier"), _("Takes, they say"), _("Orders every"), _("E-mail"))):
            self._grid.addWidget(Text(words, "header", tone="muted"), 0, column)
        for row, terms in enumerate(facts.suppliers, 1):
            self._row(row, terms)
        if not facts.suppliers:
            words = _("No suppliers yet. They come with the products file, or when you receive an order.")
            self._grid.addWidget(Text(words, "small", tone="muted", wrap=True), 1, 0, 1, 4)

    def _row(self, row: int, terms: Terms) -> None:
        name = Text(terms.name, "strong")
        if terms.times:
            measured = ngettext("{count} order measured", "{count} orders measured", len(terms.times))
            name.setToolTip(measured.format(count=len(terms.times)))
        self._grid.addWidget(name, row, 0)
        say_lead, say_rhythm = _("{name}: days it takes"), _("{name}: days between orders")
        lead = Spin(f"lead_{terms.id}", say_lead.format(name=terms.name), high=365)
        lead.setSuffix(f" {_('days')}")
        lead.setSpecialValueText(_("not known"))
        lead.setValue(round(terms.stated_days or 0))
        lead.valueChanged.connect(partial(self._keep_days, terms.name, "lead_days", terms.stated_days))
        self._grid.addWidget(lead, row, 1)
        rhythm = Spin(f"rhythm_{terms.id}", say_rhythm.format(name=terms.name), low=1, high=90)
        rhythm.setSuffix(f" {_('days')}")
        rhythm.setValue(round(terms.review_days))
        rhythm.valueChanged.connect(partial(self._keep_days, terms.name, "review_days", terms.review_days))
        self._grid.addWidget(rhythm, row, 2)
        mail = LineField("", name=f"supplier_mail_{terms.id}", value=terms.email)
        mail.label.hide()
        mail.line.setAccessibleName(_("{name}: e-mail").format(name=terms.name))
        mail.line.setCursorPosition(0)
        mail.settled.connect(partial(self._keep_text, terms.name, terms.email))
        self._grid.addWidget(mail, row, 3)

    def _keep_days(self, name: str, column: str, before: float | None, value: int) -> None:
        self._keep(name, column, value or None, before)

    def _keep_text(self, name: str, before: str, value: str) -> None:
        self._keep(name, "email", value, before)

    def _keep(self, name: str, column: str, value: object, before: object) -> None:
        shop = self._desk.shop
        change = partial(suppliers.change, shop, name, **{column: value})
        back = partial(suppliers.change, shop, name, **{column: before})
        words = _("You changed {name}").format(name=name)
        offer = partial(self._desk.undo.add, words, undo=back, redo=change)
        done = partial(self._kept, offer)
        self._desk.jobs.start(change, owner=self, done=done, failed=self._desk.messages.tell)

    def _kept(self, offer_undo: Callable[[], object], _outcome: object) -> None:
        offer_undo()


class PrivacySection(Section):
    """Privacidad: export, delete all."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        note = _("Everything is in one folder of this computer. Nothing is sent anywhere but your letters.")
        super().__init__("privacy", _("Privacy"), "lock-simple", note)
        self._desk = desk
        self._form = form = Form(keeper, columns=1)
        form.switch(
            "privacy.watch_downloads",
            _("Look for new sales files in Downloads"),
            help_=_("Only their names and first line; they are offered when you import."),
        )
        form.switch(
            "privacy.update_notice",
            _("Tell me when there is a newer Shopdesk"),
            help_=_(
                "Once a day at most, it reads the file below. Nobody is asked on the web, and nothing is "
                "downloaded."
            ),
        )
        form.line(
            "privacy.update_address",
            _("File with the news of versions"),
            hint=_("A file on this computer"),
        )
        self.add(form)
        self._where = Text("", "small", tone="muted", wrap=True)
        self.add(self._where)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(
            Button(_("Export everything"), name="export_all", icon="folder-open", press=self._export)
        )
        across.addWidget(
            Button(_("Privacy notice"), name="privacy_notice", icon="shield-check", press=self._notice)
        )
        across.addStretch(1)
        self.erase = Button(
            _("Delete everything"), "danger", name="delete_all", icon="trash", press=self._ask
        )
        across.addWidget(self.erase)
        self.add(line)

    def show_facts(self, facts: Facts) -> None:
        self._form.show_facts(facts)
        where = _("Folder: {folder}").format(folder=self._desk.shop.folder.root)
        keyring = _("Passwords: {place}").format(place=facts.keyring)
        self._where.setText(f"{where}\n{keyring}")

    def _export(self) -> None:
        place = QFileDialog.getExistingDirectory(self, _("Export everything"))
        if place:
            folder = Path(place) / f"shopdesk-{self._desk.shop.today().isoformat()}"
            work = partial(exporting.export, self._desk.shop, folder)
            self._desk.jobs.start(work, owner=self, done=self._exported, failed=self._desk.messages.tell)

    def _exported(self, made: list[exporting.Exported]) -> None:
        said = ngettext("{count} file in {folder}", "{count} files in {folder}", len(made))
        self._desk.messages.toast(said.format(count=len(made), folder=made[0].file.parent.name))

    def _notice(self) -> None:
        work = partial(privacy.notice, self._desk.shop)
        self._desk.jobs.start(work, owner=self, done=self._show_notice, failed=self._desk.messages.tell)

    def _show_notice(self, words: str) -> None:
        self._desk.show_sheet(NoticeSheet(self._desk, words))

    def _ask(self) -> None:
        sheet = ConfirmSheet(
            _("Delete everything?"),
            _("Sales, customers, messages and letters of this computer. It cannot be undone: copy it first."),
            verb=_("Delete everything"),
            keep=_("Keep"),
        )
        sheet.confirmed.connect(self._desk.wants_erase.emit)
        self._desk.show_sheet(sheet)
