"""Lanzamientos: what comes out and when, who sees it first, and what is told of it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.mail import launches
from shopdesk.services.mail.launches import Coming, Written
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import Button, CheckLine, Combo, DayInput, Field, Paragraph, Rule, Sheet, Text, clear

_EVERYONE = ""


class LaunchesSheet(Sheet):
    """The launches ahead, and a form for one more. Changes go through the page, each undoable."""

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__(
            "launches",
            _("What comes out next?"),
            _("Those who bought see it five days before everybody else. You still send it with your click."),
            width=640,
        )
        self._page, self._desk = page, desk
        self.ahead = QVBoxLayout()
        self.ahead.setSpacing(6)
        self.body.addLayout(self.ahead)
        self.name = QLineEdit()
        self.name.setObjectName("launch_name")
        tomorrow = desk.shop.today() + timedelta(days=1)
        usual = tomorrow + timedelta(days=launches.AHEAD_DAYS)
        self.day = DayInput("launch_day", _("Public from"), usual, first=tomorrow)
        self.day.dateChanged.connect(self._say_moment)
        self.audience = Combo("launch_audience", _("Who sees it first"))
        self.audience.show_choices([(_EVERYONE, _("Everyone who has bought"))], on=_EVERYONE)
        self.audience.chosen.connect(self._count)
        self.text = Paragraph("launch_text", _("What you tell of it"))
        self.moment = Text("", "small", tone="muted", wrap=True)
        self.people = Text("", "small", tone="muted", wrap=True)
        self.trouble = QVBoxLayout()
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Field(_("Public from"), self.day))
        across.addWidget(Field(_("Who sees it first"), self.audience), 1)
        self.body.addWidget(Field(_("Name of the product"), self.name))
        self.body.addLayout(across)
        self.body.addWidget(Field(_("What you tell of it (one or two sentences)"), self.text))
        for line in (self.moment, self.people):
            self.body.addWidget(line)
        self.body.addLayout(self.trouble)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="leave_launches", press=self.close_sheet))
        self.foot.addWidget(
            Button(_("Keep this launch"), "primary", name="keep_launch", icon="check", press=self._keep)
        )
        self._say_moment()
        self._read()

    def _read(self) -> None:
        work = partial(_known, self._desk.shop)
        self._desk.jobs.start(work, owner=self, done=self._show, failed=self._refused)

    def _show(self, found: tuple[tuple[Coming, ...], list[str]]) -> None:
        ahead, categories = found
        clear(self.ahead)
        for one in ahead:
            self.ahead.addWidget(self._line(one))
        if ahead:
            self.ahead.addWidget(Rule())
        chosen = self.audience.key() or _EVERYONE
        entries: list[tuple[object, str]] = [(_EVERYONE, _("Everyone who has bought"))]
        entries += [(name, _("Who bought {category}").format(category=name)) for name in categories]
        self.audience.show_choices(entries, on=chosen)
        self._count()

    def _line(self, one: Coming) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        said = _("{name}, public on {day}: {people} told from {first}").format(
            name=one.written.name,
            day=words.near_day(one.written.public_on),
            people=ngettext("{count} person", "{count} people", one.people).format(count=one.people),
            first=words.near_day(one.tells_on),
        )
        across.addWidget(Text(said, "body", wrap=True), 1)
        across.addWidget(
            Button(_("Take it back"), "link", name=f"drop_launch_{one.id}", press=partial(self._drop, one.id))
        )
        return holder

    def written(self) -> Written:
        """Return what stands in the fields."""
        category = str(self.audience.key() or "")
        return Written(
            self.name.text(), self.day.day(), (category,) if category else (), self.text.toPlainText()
        )

    def _say_moment(self) -> None:
        first = max(launches.told_on(self.written().public_on), self._desk.shop.today())
        self.moment.setText(_("Their letter waits for you from {day}.").format(day=words.near_day(first)))

    def _count(self, _key: object = None) -> None:
        work = partial(launches.audience, self._desk.shop, self.written().categories)
        self._desk.jobs.start(work, owner=self, done=self._say_people, failed=self._refused)

    def _say_people(self, count: int) -> None:
        said = ngettext(
            "{count} person bought; the cap and each one's no are kept as always.",
            "{count} people bought; the cap and each one's no are kept as always.",
            count,
        )
        self.people.setText(said.format(count=words.number(count)))

    def _keep(self) -> None:
        work = partial(launches.add, self._desk.shop, self.written())
        self._desk.jobs.start(work, owner=self, done=self._kept, failed=self._refused)

    def _kept(self, identity: int) -> None:
        name = self.written().name.strip()
        self._desk.undo.add(
            _("{name} is on the list.").format(name=name),
            undo=partial(launches.remove, self._desk.shop, identity),
        )
        self._page.reload()
        self.finish()

    def _drop(self, identity: int) -> None:
        work = partial(launches.remove, self._desk.shop, identity)
        self._desk.jobs.start(work, owner=self, done=self._dropped, failed=self._refused)

    def _dropped(self, was: Written) -> None:
        self._desk.undo.add(
            _("{name} was taken off the list.").format(name=was.name),
            undo=partial(launches.add, self._desk.shop, was),
        )
        self._page.reload()
        self._read()

    def _refused(self, error: Exception) -> None:
        clear(self.trouble)
        self.trouble.addWidget(CheckLine(str(error), passed=False))


def _known(shop: Shop) -> tuple[tuple[Coming, ...], list[str]]:
    return launches.coming(shop), launches.categories(shop)
