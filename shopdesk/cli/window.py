"""Open the window, or say why it cannot be opened."""

from __future__ import annotations

import argparse
from pathlib import Path


def open_window(args: argparse.Namespace, files: list[Path]) -> int:
    """Open the window on the owner's shop, or on an example shop with ``--demo``, and then these files."""
    from shopdesk.ui.app import run

    return run(home=args.home, language=args.lang, today=args.today, demo=args.demo, files=files)
