"""Logs and crash reports, with personal data masked before it is written."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d[\d .()-]{7,}\d")


def mask(text: str) -> str:
    """Return the text without e-mail addresses and long numbers."""
    return _PHONE.sub("<number>", _ADDRESS.sub("<address>", text))


class _Masked(logging.Formatter):
    """Masks the whole line, the traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def set_up(folder: Path) -> None:
    """Write what happened, masked, to a small rotating file in ``folder`` that only its owner can read."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "shopdesk.log").touch(mode=0o600)
    except OSError:
        return  # a folder that cannot be written to is told when the shop is opened
    target = RotatingFileHandler(
        folder / "shopdesk.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
    )
    target.setFormatter(_Masked("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("shopdesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(target)


def write_report(error: BaseException, folder: Path) -> Path:
    """Write what is needed to mend a bug, masked, and return the file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = datetime.now(UTC)
    target = folder / f"report-{moment:%Y%m%d-%H%M%S-%f}.txt"
    story = "".join(traceback.format_exception(error))
    head = f"Shopdesk report {moment:%Y-%m-%d %H:%M} UTC, Python {sys.version.split()[0]}, {sys.platform}\n\n"
    target.touch(mode=0o600)
    target.write_text(mask(head + story), encoding="utf-8")
    return target
