"""What Ajustes shows, read in one go, and how one choice is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from shopdesk.services import settings, suppliers
from shopdesk.services.context import Shop
from shopdesk.services.suppliers import Terms
from shopdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Facts:
    """The owner's choices as JSON holds them, the suppliers, and where passwords go."""

    values: Mapping[str, Any]
    suppliers: tuple[Terms, ...]
    keyring: str


def read(shop: Shop) -> Facts:
    """Read everything the page shows at once."""
    return Facts(settings.list_all(shop), tuple(suppliers.listed(shop)), shop.secrets.backend())


class Keeper(QObject):
    """Keeps choices at once and makes each undoable. ``failed(Exception)`` where one could not be kept."""

    failed = Signal(object)
    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._values: dict[str, Any] = {}

    def learn(self, values: Mapping[str, Any]) -> None:
        """Take the values now kept."""
        self._values = dict(values)

    def value(self, key: str) -> Any:
        """Return the value now kept under a key."""
        return self._values.get(key)

    def keep(self, key: str, value: Any, words: str) -> None:
        """Keep one value; ``words`` say what was changed, for the toast and the undo list."""
        before = self._values.get(key)
        if before == value:
            return
        self._values[key] = value
        shop = self._desk.shop
        self._desk.jobs.start(
            partial(settings.keep, shop, {key: value}),
            owner=self,
            done=partial(self._done, key, value, before, words),
            failed=self._not_kept,
        )

    def _done(self, key: str, value: Any, before: Any, words: str, _outcome: object) -> None:
        shop = self._desk.shop
        self._desk.undo.add(
            words,
            undo=partial(settings.keep, shop, {key: before}),
            redo=partial(settings.keep, shop, {key: value}),
        )
        self.kept.emit(key)

    def _not_kept(self, error: Exception) -> None:
        self.failed.emit(error)
