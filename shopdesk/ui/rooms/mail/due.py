"""Por enviar: a row per batch, and what has to be settled first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.mail import phrases, phrases_flows
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail.review import Batch, Due
from shopdesk.ui.widgets import EmptyState, Scroll, TaskRow, clear


class DueView(QWidget):
    """``opened(Flow)`` for a batch, ``trouble_wanted()`` for what must be settled, ``flows_wanted()``."""

    opened = Signal(object)
    trouble_wanted = Signal()
    flows_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = Scroll(gap=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_due(self, found: Due) -> None:
        """Show the batches of today."""
        clear(self.area.body)
        if found.trouble:
            count = len(found.trouble)
            title = ngettext("{count} letter to settle", "{count} letters to settle", count)
            self._add(
                TaskRow(
                    "question",
                    "danger",
                    title.format(count=count),
                    ", ".join(one.name or one.recipient for one in found.trouble[:3]),
                    button=_("Settle"),
                    press=self.trouble_wanted.emit,
                    name="settle_letters",
                )
            )
        for batch in sorted(found.batches, key=_is_idle):
            self._add(self._row(batch))
        if not found.batches and not found.trouble:
            self._add(
                EmptyState(
                    "envelope-simple",
                    _("Nothing to send today."),
                    _("The flows that are on prepare the next batch by themselves; you always review it."),
                    button=_("See the flows"),
                    press=self.flows_wanted.emit,
                    kind="secondary",
                )
            )
        self.area.body.addStretch(1)

    def _row(self, batch: Batch) -> TaskRow:
        title = said.title(batch.flow)
        ready = ngettext("{count} ready", "{count} ready", batch.ready).format(count=batch.ready)
        parts = [ready]
        if batch.skipped:
            skipped = ngettext("{count} skipped", "{count} skipped", batch.skipped)
            parts.append(skipped.format(count=batch.skipped))
        parts.append(phrases_flows.moment(batch.flow))
        return TaskRow(
            phrases_flows.icon(batch.flow),
            "primary",
            f"{title}: {ready}" if batch.ready else title,
            " · ".join(parts[1:]),
            button=_("Review"),
            press=partial(self._open, batch.flow),
            name=f"review_{batch.flow.value}",
        )

    def _open(self, flow: Flow) -> None:
        self.opened.emit(flow)

    def _add(self, widget: QWidget) -> None:
        self.area.body.addWidget(widget)


def _is_idle(batch: Batch) -> bool:
    return batch.ready == 0


def names(found: Due) -> str:
    """Say which flows have something due."""
    return ", ".join(phrases.flow(batch.flow) for batch in found.batches if batch.ready)
