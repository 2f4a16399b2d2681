"""The pages of the window, in the order of the sidebar; each is imported on its first visit."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.runtime import memory
from shopdesk.runtime.i18n import _, n_

if TYPE_CHECKING:
    from shopdesk.ui.page import BasePage


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the window knows it before it exists.

    Attributes:
        room: Code name.
        title: English source of its name in the sidebar.
        icon: Phosphor name; drawn filled while on.
        section: English source of the caption above it; empty = none, ``foot`` = at the bottom.
        module: Where its class ``Page`` lives.
    """

    room: str
    title: str
    icon: str
    section: str
    module: str

    def words(self) -> str:
        """Return the page's name."""
        return _(self.title)

    def load(self) -> type[BasePage]:
        """Import the page's class."""
        module = importlib.import_module(self.module)
        page: type[BasePage] = module.Page
        return page


STOCK, PEOPLE, FILES = n_("Your stock"), n_("Your customers"), n_("Your data")

PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", n_("Today"), "sun-horizon", "", "shopdesk.ui.rooms.today.page"),
    PageSpec("reorder", n_("Reorder"), "package", STOCK, "shopdesk.ui.rooms.reorder.page"),
    PageSpec("sizes", n_("Sizes"), "ruler", STOCK, "shopdesk.ui.rooms.sizes.page"),
    PageSpec("inbox", n_("Messages"), "chat-circle-dots", PEOPLE, "shopdesk.ui.rooms.inbox.page"),
    PageSpec("mail", n_("Email"), "envelope-simple", PEOPLE, "shopdesk.ui.rooms.mail.page"),
    PageSpec("customers", n_("Customers"), "users", PEOPLE, "shopdesk.ui.rooms.customers.page"),
    PageSpec("sales", n_("Sales"), "receipt", FILES, "shopdesk.ui.rooms.sales.page"),
    PageSpec("settings", n_("Settings"), "gear-six", "foot", "shopdesk.ui.rooms.settings.page"),
)

COUNTER = PageSpec("counter", n_("Counter"), "storefront", "", "shopdesk.ui.counter.page")
"""The only page of counter mode, in no sidebar."""
_ALL = (*PAGES, COUNTER)


def preload() -> None:
    """Import every page and what it needs; call it off the window's thread, it takes seconds.

    Raises:
        ImportError: If one cannot be loaded, after all the others were.
    """
    broken: ImportError | None = None
    for spec in _ALL:
        try:
            spec.load()
        except ImportError as error:
            broken = broken or error
        memory.forget_sources()
    if broken is not None:
        raise broken


def page(room: str) -> PageSpec:
    """Return the page of a room.

    Raises:
        KeyError: If there is none.
    """
    for spec in _ALL:
        if spec.room == room:
            return spec
    raise KeyError(room)
