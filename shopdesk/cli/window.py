"""Open the window, or say why it cannot be opened."""

from __future__ import annotations

import argparse


def open_window(args: argparse.Namespace) -> int:
    """Open the window on the owner's shop, or on a temporary example shop with ``--demo``."""
    from shopdesk.ui.app import run

    return run(home=args.home, language=args.lang, today=args.today, demo=args.demo)
