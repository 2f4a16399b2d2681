"""What the page shows at a time, and the header's buttons that belong to it."""

from __future__ import annotations

from enum import StrEnum

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_customers as say
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.customers.actions import PersonActions
from shopdesk.ui.widgets import Button


class Mode(StrEnum):
    """What the page shows; all but the last are tabs."""

    PEOPLE = "people"
    BACK = "back"
    WHY = "why"
    LASTING = "lasting"
    DOUBLES = "doubles"
    PERSON = "person"


def tabs() -> list[tuple[str, str]]:
    """Return the key and the words of each tab."""
    return [
        (Mode.PEOPLE.value, _("Who they are")),
        (Mode.BACK.value, _("Do they come back?")),
        (Mode.WHY.value, _("What makes them return")),
        (Mode.LASTING.value, _("What runs out")),
        (Mode.DOUBLES.value, _("Duplicates")),
    ]


class HeaderButtons:
    """The buttons at the right of the header; one of each mode is the page's primary."""

    def __init__(self, page: BasePage, acts: PersonActions) -> None:
        self._acts = acts
        self.export = Button(_("Export"), name="export_customers", icon="export")
        self.write = _primary(say.write_to(0), "write_to_these", "paper-plane-tilt")
        self.see_left = _primary(_("See who stopped coming"), "see_left", "arrow-right")
        self.new_note = _primary(_("Write what you can prove"), "new_note", "plus")
        self.review = _primary(_("Review the reminders"), "review_reminders", "arrow-right")
        self.merge_first = _primary(_("Merge the first pair"), "merge_first", "check")
        self._primaries = {
            Mode.PEOPLE: self.write,
            Mode.BACK: self.see_left,
            Mode.WHY: self.new_note,
            Mode.LASTING: self.review,
            Mode.DOUBLES: self.merge_first,
        }
        for button in (self.export, *acts.buttons, *self._primaries.values()):
            page.header.add_button(button)

    def show_mode(self, mode: Mode) -> Button:
        """Show the buttons of a mode and return the one that is the page's primary."""
        for one, button in self._primaries.items():
            button.setVisible(one is mode)
        self.export.setVisible(mode in (Mode.PEOPLE, Mode.LASTING))
        self._acts.set_visible(mode is Mode.PERSON)
        return self._primaries.get(mode, self._acts.primary)


def _primary(words: str, name: str, icon: str) -> Button:
    return Button(words, "primary", name=name, icon=icon)
