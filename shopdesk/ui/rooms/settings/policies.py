"""Políticas: what replies and letters may promise, in the owner's words, each change a new version."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import policies
from shopdesk.services.context import Shop
from shopdesk.services.phrases_inbox import policy_name
from shopdesk.services.policies import PolicyView
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.widgets import Badge, Button, Elided, Field, Rule, Sheet, Text, clear

Found = tuple[list[PolicyView], dict[str, tuple[str, str]], dict[str, str]]
"""The policies in force; by name which other one says something else, and its words; the starter texts."""


def read(shop: Shop) -> Found:
    """Return the policies in force, what each contradicts, and the starter texts."""
    torn: dict[str, tuple[str, str]] = {}
    for clash in policies.disagreements(shop):
        torn.setdefault(clash.one, (clash.other, clash.other_says))
        torn.setdefault(clash.other, (clash.one, clash.one_says))
    return policies.listed(shop), torn, policies.starters()


class PolicySection(Section):
    """Text, version, date and state of each; those every shop is asked for stand there even if missing."""

    def __init__(self, desk: Desk) -> None:
        note = _("Replies and letters promise only what stands here, in your words.")
        super().__init__("policies", _("Policies"), "shield-check", note)
        self._desk = desk
        self._known: dict[str, PolicyView] = {}
        self._starters: dict[str, str] = {}
        self.head.addWidget(
            Button(_("Add a policy"), name="add_policy", icon="plus", small=True, press=self._add)
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_facts(self, facts: Facts) -> None:
        del facts
        self._desk.jobs.start(
            partial(read, self._desk.shop), owner=self, done=self._show, failed=self._desk.messages.tell
        )

    def _show(self, found: Found) -> None:
        listed, torn, self._starters = found
        self._known = {view.name: view for view in listed}
        clear(self._lines)
        for name in [*policies.NAMES, *(n for n in self._known if n not in policies.NAMES)]:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(name, self._known.get(name), torn.get(name)))

    def _line(self, name: str, view: PolicyView | None, torn: tuple[str, str] | None) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        text = QVBoxLayout()
        text.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Text(policy_name(name), "h3"))
        if view is None:
            top.addWidget(Badge(_("Not written"), "danger", icon="warning"))
        elif torn is not None:
            top.addWidget(Badge(_("Contradicts another"), "warn"))
        else:
            top.addWidget(Badge(_("In force"), "ok"))
        top.addStretch(1)
        if view is not None:
            version = _("Version {number}, of {day}")
            day = words.day_of_month(view.valid_from.date())
            top.addWidget(Text(version.format(number=view.version, day=day), "caption", tone="muted"))
        text.addLayout(top)
        said = f"«{view.text}»" if view is not None else _("You have not written it yet.")
        text.addWidget(Elided(said.replace("\n", " "), "small", tone="muted", own=True))
        if torn is not None:
            other = _("{policy} says: “{words}”").format(policy=policy_name(torn[0]), words=torn[1])
            text.addWidget(Elided(other.replace("\n", " "), "small", tone="warn", own=True))
        across.addLayout(text, 1)
        verb = _("Edit") if view is not None else _("Write it")
        link = Button(verb, "link", name=f"policy_{name}", press=self._edit)
        link.setProperty("policy", name)
        link.setAccessibleName(f"{verb}: {policy_name(name)}")
        across.addWidget(link)
        return holder

    def _edit(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._open(str(sender.property("policy")))

    def _add(self) -> None:
        self._open("")

    def _open(self, name: str) -> None:
        view = self._known.get(name)
        text = view.text if view is not None else self._starters.get(name, "")
        sheet = PolicySheet(name, text, view.url if view is not None else "")
        sheet.kept.connect(self._keep)
        self._desk.show_sheet(sheet, sheet.text if name else sheet.name)

    def _keep(self, name: str, text: str, url: str) -> None:
        before = self._known.get(name)
        work = partial(policies.put, self._desk.shop, name, text, url=url)
        done = partial(self._kept, before)
        self._desk.jobs.start(work, owner=self, done=done, failed=self._refused)

    def _kept(self, before: PolicyView | None, now: PolicyView) -> None:
        words_ = _("You wrote {policy}").format(policy=policy_name(now.name))
        if before is None:
            self._desk.messages.toast(words_)
        else:
            back = partial(policies.put, self._desk.shop, now.name, before.text, url=before.url)
            again = partial(policies.put, self._desk.shop, now.name, now.text, url=now.url)
            self._desk.undo.add(words_, undo=back, redo=again)
        self.show_facts(Facts({}, (), ""))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ShopdeskError):
            self._desk.messages.tell(error)


class PolicySheet(Sheet):
    """Write a policy once; ``kept(name, text, url)``."""

    kept = Signal(str, str, str)

    def __init__(self, name: str, text: str, url: str) -> None:
        heading = policy_name(name) if name else _("A policy of your own")
        line = _("It is quoted word for word. The blanks in brackets are yours to fill in.")
        super().__init__("policy", heading, line, width=640, height=460)
        self._name = name
        self.name = QLineEdit()
        self.name.setObjectName("policy_name")
        self._name_field = Field(_("Name"), self.name)
        self.body.addWidget(self._name_field)
        self._name_field.setVisible(not name)
        self.text = QPlainTextEdit(text)
        self.text.setObjectName("policy_text")
        self.text.setTabChangesFocus(True)
        self.body.addWidget(Field(_("Text"), self.text), 1)
        self.url = QLineEdit(url)
        self.url.setObjectName("policy_url")
        self.body.addWidget(Field(_("Where the whole of it stands (optional)"), self.url))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), "ghost", name="policy_cancel", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep it"), "primary", name="policy_keep", press=self._keep))

    def _keep(self) -> None:
        name = self._name or self.name.text().strip()
        if not name:
            self._name_field.show_error(_("Give it a name, for example «Apartados»."))
            return
        self.kept.emit(name, self.text.toPlainText(), self.url.text().strip())
        self.finish()
