"""Apariencia: theme, text size, contrast, language."""

from __future__ import annotations

from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.section import Form, Section
from shopdesk.ui.theme import Choice


class LookSection(Section):
    """Each choice dresses the window at once, and so does taking it back."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__("appearance", _("Appearance"), "text-aa")
        self._form = form = Form(keeper, columns=3)
        self.look = form.choice(
            "window.theme",
            _("Light or dark"),
            [("system", _("As my computer")), ("light", _("Light")), ("dark", _("Dark"))],
        )
        self.letters = form.choice(
            "window.text_size", _("Text size"), [(size, f"{size} %") for size in theme.TEXT_SIZES]
        )
        form.choice(
            "window.language",
            _("Language"),
            [("es", "Español (México)"), ("es_ES", "Español (España)"), ("en", "English")],
            help_=_("It changes when you open Shopdesk again."),
        )
        self._contrast = Form(keeper, columns=1)
        self.contrast = self._contrast.switch(
            "window.high_contrast",
            _("High contrast"),
            help_=_("Stronger lines and letters, without soft backgrounds."),
        )
        self.tray = self._contrast.switch(
            "window.tray",
            _("Icon beside the clock"),
            help_=_("Tells when letters or an import ended while you were elsewhere. Nothing else."),
        )
        self.look.chosen.connect(self._dress)
        self.letters.chosen.connect(self._dress)
        self.contrast.toggled.connect(self._dress)
        self.add(form, self._contrast)

    def show_facts(self, facts: Facts) -> None:
        """Show what is kept, and dress the window so: a choice taken back is seen."""
        self._form.show_facts(facts)
        self._contrast.show_facts(facts)
        self._dress(None)

    def _dress(self, _key: object) -> None:
        size = self.letters.key()
        theme.current().choose(
            Choice(str(self.look.key())),
            text_size=size if isinstance(size, int) else None,
            high_contrast=self.contrast.isChecked() or theme.system_wants_contrast(),
        )
