"""Files into the shop, and out again.

The window and the commands use these four:

* ``preview(shop, path, options)`` says what a file would do, and keeps nothing;
* ``import_files(shop, paths, options, progress)`` imports each file in a transaction of its own: a refused
  file stands in the results with its reason, the others are imported;
* ``undo(shop, import_id)`` takes one of the last twenty imports back;
* ``history(shop)`` lists all imports.
"""

from shopdesk.formats.base import Question, RejectedRow
from shopdesk.services.importing.files import import_files, preview
from shopdesk.services.importing.results import (
    ImportOptions,
    ImportResult,
    PastImport,
    Preview,
    Undone,
)
from shopdesk.services.importing.undoing import history, undo

__all__ = [
    "ImportOptions",
    "ImportResult",
    "PastImport",
    "Preview",
    "Question",
    "RejectedRow",
    "Undone",
    "history",
    "import_files",
    "preview",
    "undo",
]
