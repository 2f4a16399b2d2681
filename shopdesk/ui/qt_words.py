"""Words of Qt's own dialogs that its Spanish translation does not have (Qt 6.11): said by our catalogue."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from shopdesk.runtime import i18n
from shopdesk.runtime.i18n import _

_LOCALES = {"en": "en_US", "es": "es_MX", "es_ES": "es_ES"}


def speak(app: QCoreApplication) -> None:
    """Make standard dialogs and the print preview speak the owner's language."""
    name = {"en": "en"}.get(i18n.language(), "es")
    QLocale.setDefault(QLocale(_LOCALES[i18n.language()]))
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for stem in ("qtbase", "qt"):
        translator = QTranslator(app)
        if translator.load(f"{stem}_{name}", place):
            app.installTranslator(translator)
    # Asked first, because it was installed last: it knows only what the others lack.
    app.installTranslator(Lacking(app))


class Lacking(QTranslator):
    """Says what Qt's own catalogue leaves in English; nothing else."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        return _lacking(i18n.language()).get((context, sourceText))


@cache
def _lacking(_language: str) -> dict[tuple[str, str], str]:
    return {
        ("QFileDialog", "&Look in:"): _("&Look in:"),
        ("QFileDialog", "Files of &type:"): _("Files of &type:"),
        ("QAbstractFileIconProvider", "File"): _("File"),
        ("QAbstractFileIconProvider", "Folder"): _("Folder"),
        ("QAbstractFileIconProvider", "File Folder"): _("Folder"),
        ("QAbstractFileIconProvider", "Drive"): _("Drive"),
        ("QAbstractFileIconProvider", "Unknown"): _("Unknown"),
        ("QErrorMessage", "An error occurred"): _("Something went wrong"),
        ("QPageSetupWidget", "Pages &per sheet:"): _("Pages &per sheet:"),
        ("QPageSetupWidget", "Page &order:"): _("Page &order:"),
        ("QPrintDialog", "Invalid Pages Definition"): _("Those pages cannot be read"),
        ("QPrintPropertiesWidget", "Advanced"): _("Advanced"),
        ("QPrintSettingsOutput", "Off"): _("Off"),
        ("QPrintSettingsOutput", "Pages"): _("Sheets"),
        ("QPrintSettingsOutput", "Page &Set:"): _("Page &set:"),
        ("QPrintSettingsOutput", "Double Sided Printing"): _("Print on both sides"),
        ("QPrintSettingsOutput", "Long side binding"): _("Bound at the long side"),
        ("QPrintSettingsOutput", "Short side binding"): _("Bound at the short side"),
    }
