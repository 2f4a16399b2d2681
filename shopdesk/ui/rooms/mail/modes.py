"""What the page shows at a time, and the header's buttons that belong to it."""

from __future__ import annotations

from enum import StrEnum

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.review import ReviewView
from shopdesk.ui.widgets import Button


class Mode(StrEnum):
    """What the page shows: one of the five tabs, one batch, or how a batch ended."""

    DUE = "due"
    FLOWS = "flows"
    ANSWERS = "answers"
    RESULTS = "results"
    HISTORY = "history"
    REVIEW = "review"
    REPORT = "report"


DUE, REVIEW, REPORT = Mode.DUE, Mode.REVIEW, Mode.REPORT
TABS = (Mode.DUE, Mode.FLOWS, Mode.ANSWERS, Mode.RESULTS, Mode.HISTORY)


class HeaderButtons:
    """The buttons at the right of the header, each shown in its modes only."""

    def __init__(self, page: BasePage, review: ReviewView) -> None:
        self._review = review
        self.go_due = Button(_("Review"), "primary", name="review_due", icon="arrow-right")
        self.go_history = Button(_("See the history"), name="see_history", icon="clock-counter-clockwise")
        self.go_fix = Button(_("Correct what failed"), "primary", name="fix_failed", icon="arrow-right")
        self.go_vacation = Button(_("I am on vacation"), name="vacation", icon="pause")
        self.go_import = Button(
            _("Bring a CSV of answers"),
            name="import_answers",
            icon="upload-simple",
            press=page.desk.import_files,
        )
        self.go_read = Button("", "primary", name="read_answers", icon="chat-circle-dots")
        for button in (
            review.go_trial,
            self.go_history,
            self.go_vacation,
            self.go_import,
            review.go_send,
            self.go_fix,
            self.go_read,
            self.go_due,
        ):
            page.header.add_button(button)

    def say_ready(self, ready: int) -> None:
        """Say how many letters can be reviewed; with none the button tells why it does nothing."""
        words = ngettext("Review {count} to send", "Review {count} to send", ready)
        self.go_due.set_words(words.format(count=ready))
        self.go_due.forbid("" if ready else _("There is nothing to send."))

    def say_failed(self, failed: int) -> None:
        """Offer to correct what failed, if anything did."""
        self.go_fix.setVisible(failed > 0)
        words = ngettext("Correct the one that failed", "Correct the {count} that failed", failed)
        self.go_fix.set_words(words.format(count=failed))

    def say_doubtful(self, doubtful: int) -> None:
        """Offer to read the answers that nobody could score, if there are any."""
        words = ngettext("Read the one that is left", "Read the {count} that are left", doubtful)
        self.go_read.set_words(words.format(count=doubtful))
        self.go_read.setVisible(doubtful > 0)

    def show_mode(self, mode: Mode) -> Button:
        """Show the buttons of a mode and return the one that is the page's primary."""
        shown = {
            self._review.go_trial: mode is REVIEW,
            self._review.go_send: mode is REVIEW,
            self.go_history: mode is REPORT,
            self.go_fix: mode is REPORT,
            self.go_vacation: mode is Mode.FLOWS,
            self.go_import: mode is Mode.ANSWERS,
            self.go_read: mode is Mode.ANSWERS,
            self.go_due: mode in (DUE, Mode.FLOWS),
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
        primaries = {REVIEW: self._review.go_send, REPORT: self.go_fix, Mode.ANSWERS: self.go_read}
        return primaries.get(mode, self.go_due)
