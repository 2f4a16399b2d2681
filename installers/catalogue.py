"""Keep the catalogues of ``resources/locale`` in step with the code.

    python installers/catalogue.py update            read all messages of the code into the catalogues
    python installers/catalogue.py fill FILE [LANG]  add translations from a JSON file, then update
    python installers/catalogue.py check             say what is missing, fuzzy or disagrees; exit 1 if any

``es_ES`` holds what differs in Spain; ``es@pieces`` and ``en@pieces`` every message that speaks of pairs of
goods, as a shop without shoes says it (the same words where the pairs are no goods).

FILE holds {"English": "español", "{count} sale|{count} sales": ["{count} venta", "{count} ventas"]}.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "ngettext": (1, 2), "n_": None}
PIECES = ("es@pieces", "en@pieces")
PARTIAL = ("es_ES", *PIECES)
_PAIRS = {
    "es": re.compile(r"\bpar(es)?\b", re.IGNORECASE),
    "en": re.compile(r"\bpairs?\b(?!\})", re.IGNORECASE),
}
_FIELD = re.compile(r"\{[^{}]*\}")


def place(language: str) -> Path:
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "shopdesk.po"


def plain(language: str) -> str:
    return language.partition("@")[0]


def load(language: str) -> Catalog:
    file = place(language)
    if not file.exists():
        return Catalog(locale=plain(language), domain="shopdesk", project="Shopdesk", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=plain(language))


def save(language: str, catalogue: Catalog) -> None:
    file = place(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, catalogue, width=0, sort_output=True, omit_header=False, include_lineno=False)
    with file.with_suffix(".mo").open("wb") as out:
        write_mo(out, catalogue)


def messages() -> Catalog:
    found = Catalog(project="Shopdesk", fuzzy=False)
    rows = extract_from_dir(
        str(ROOT / "shopdesk"),
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    )
    for file, _line, message, comments, _context in rows:
        found.add(message, locations=[(f"shopdesk/{file}", 0)], auto_comments=comments)
    return found


def update(language: str, more: dict[str, str | list[str]] | None = None) -> None:
    old, new = load(language), messages()
    known: dict[object, object] = {m.id: m.string for m in old if m.id and not m.fuzzy}
    for english, said in (more or {}).items():
        parts = tuple(english.split("|")) if isinstance(said, list) else english
        known[parts] = tuple(said) if isinstance(said, list) else said
    fresh = Catalog(locale=plain(language), domain="shopdesk", project="Shopdesk", fuzzy=False)
    fresh.creation_date = old.creation_date
    fresh.revision_date = old.creation_date
    for message in new:
        if not message.id:
            continue
        said = known.get(message.id)
        if language in PARTIAL and not said:
            continue  # differences only
        fresh.add(
            message.id,
            said or None,
            locations=message.locations,
            auto_comments=message.auto_comments,
            flags=message.flags,
        )
    save(language, fresh)


def check(language: str) -> list[str]:
    wrong = []
    for message in load(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(said):
            wrong.append(f"{language}: missing: {ids[0]}")
        elif message.fuzzy:
            wrong.append(f"{language}: fuzzy: {ids[0]}")
        else:
            fields = set(_FIELD.findall(ids[-1]))
            wrong += [
                f"{language}: fields differ: {ids[0]}" for s in said[-1:] if set(_FIELD.findall(s)) != fields
            ]
    code = {m.id for m in messages() if m.id}
    held = {m.id for m in load(language) if m.id}
    if language in PIECES:
        wrong += [f"{language}: missing: {m}" for m in sorted(map(str, of_pairs(plain(language)) - held))]
    if language not in PARTIAL:
        wrong += [f"{language}: not in the catalogue: {m}" for m in sorted(map(str, code - held))]
    wrong += [f"{language}: no longer in the code: {m}" for m in sorted(map(str, held - code))]
    return wrong


def of_pairs(language: str) -> set[object]:
    """Return the messages that speak of pairs in a language."""
    found = set()
    for message in load("es"):
        said = message.id if language == "en" else message.string
        parts = said if isinstance(said, tuple) else (said,)
        if message.id and any(_PAIRS[language].search(part or "") for part in parts):
            found.add(message.id)
    return found


def main(words: list[str]) -> int:
    verb = words[0] if words else "check"
    with FileLock(ROOT / "resources" / "locale" / ".lock"):
        if verb == "check":
            wrong = [line for language in ("es", *PARTIAL) for line in check(language)]
            print("\n".join(wrong) or "catalogues complete")
            return 1 if wrong else 0
        more = json.loads(Path(words[1]).read_text(encoding="utf-8")) if verb == "fill" else {}
        target = words[2] if len(words) > 2 else "es"
        for language in ("es", *PARTIAL):
            update(language, more if language == target else None)
        missing = check("es")
        print("\n".join(missing) or "catalogues complete")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
