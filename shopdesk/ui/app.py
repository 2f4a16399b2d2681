"""Open the window: a Qt-only shell first, everything heavy afterwards and off the window's thread.

Nothing here imports Qt before the screen was checked, because Qt aborts where there is none.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shopdesk.runtime import paths
from shopdesk.runtime.i18n import _
from shopdesk.ui import display


def run(
    *, home: str | None, language: str | None, today: date | None, demo: bool, files: Sequence[Path] = ()
) -> int:
    """Open the window and return the exit code.

    Args:
        home: Data folder; None = ``SHOPDESK_HOME`` or the system's place.
        language: Of the screen; None = the owner's choice, else Spanish.
        today: Freezes the day.
        demo: A temporary example shop whose letters go to a folder; without a screen it fills that shop,
            writes the supplier lists and a picture of every page, and says where.
        files: To import, or a copy to put back, once the window is there.
    """
    missing = display.missing_libraries()
    if missing:
        return _refuse(
            _("Shopdesk cannot open a window: the system lacks {libraries}.").format(
                libraries=", ".join(missing)
            ),
            _("Install them with: sudo apt install {packages}").format(packages=display.PACKAGES),
        )
    seen = display.has_screen()
    if not seen and not demo and not os.environ.get("QT_QPA_PLATFORM"):
        return _refuse(
            _("Shopdesk cannot open a window: there is no screen here."),
            _("Start it from the desktop, or try: shopdesk --demo"),
        )
    if demo:
        place = (
            Path(home).expanduser().absolute() if home else Path(tempfile.mkdtemp(prefix="shopdesk-demo-"))
        )
        folder = paths.DataFolder(place)
        if not seen:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from shopdesk.ui import demonstration

            return demonstration.run(folder, language=language, today=today)
    else:
        folder = paths.data_folder(home)
    from shopdesk.ui import startup

    return startup.open_window(folder, language=language, today=today, demo=demo, files=files)


def _refuse(message: str, next_step: str) -> int:
    print(f"{message} {next_step}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return 1
