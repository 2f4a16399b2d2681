"""The two buttons of the header that send: a test to oneself, and the whole batch."""

from __future__ import annotations

from collections.abc import Callable

from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases_review as said
from shopdesk.ui.widgets import Button

_ICON = "paper-plane-right"


class SendButtons:
    """What they say before a batch, in the seconds of grace, and while it is on its way."""

    def __init__(self, send_trial: Callable[[], object], send_batch: Callable[[], object]) -> None:
        self.trial = Button(_("Send me a test"), name="send_trial", icon="paper-plane-tilt", press=send_trial)
        self.batch = Button(said.send_button(0), "primary", name="send_batch", icon=_ICON, press=send_batch)

    def say_ready(self, count: int, *, why_not: str) -> None:
        """Say how many letters go; ``why_not`` tells what stands against it, empty for nothing."""
        self.batch.set_words(said.send_button(count), _ICON)
        self.batch.forbid(why_not)

    def say_grace(self, left: int) -> None:
        """Count the seconds down in which a press takes the batch back."""
        self.trial.setEnabled(False)
        self.batch.set_words(_("Begins in {seconds} s · Cancel").format(seconds=left), "clock-countdown")
        self.batch.setToolTip(_("Nothing has left yet"))

    def end_grace(self) -> None:
        """Offer the test again; the batch's own words are for ``say_ready``."""
        self.trial.setEnabled(True)
        self.batch.setToolTip("")

    def hide(self) -> None:
        """Leave the header to the batch that is on its way."""
        self.batch.hide()
        self.trial.hide()

    def show(self) -> None:
        """Come back after a batch."""
        self.batch.show()
        self.trial.show()
        self.batch.setToolTip("")
