"""What nobody caught: a file, a line in the log, a sentence in the window."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.paths import DataFolder
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import in_words

_log = logging.getLogger(__name__)


class Started(Protocol):
    """What is running: its desk, and the folder that is open now."""

    desk: Desk
    folder: DataFolder


def catch_bugs(started: Started) -> None:
    """Report what nobody caught: a file, a line in the log, a sentence in the window."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _write_report(error, started.folder)
        started.desk.messages.failed.emit(in_words(error))

    def report_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _write_report(args.exc_value, started.folder)

    sys.excepthook = report
    threading.excepthook = report_thread
    started.desk.jobs.broke.connect(partial(_report_job, started.folder))


def _report_job(folder: DataFolder, error: object) -> None:
    if isinstance(error, Exception) and not isinstance(error, ShopdeskError):
        _write_report(error, folder)


def _write_report(error: BaseException, folder: DataFolder) -> Path | None:
    from shopdesk.runtime import logs

    _log.error("bug", exc_info=error)
    try:
        return logs.write_report(error, folder.logs)
    except OSError:
        traceback.print_exception(error)
        return None
