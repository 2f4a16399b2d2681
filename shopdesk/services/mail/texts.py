"""Texts of letters: the shipped ones or the owner's own, filled with values, never with a blank.

A text is Jinja in a sandbox with strict undefined; what comes out is plain paragraphs, from which the text
part and the html part are both made. Values carry invisible marks until the very end, so that the preview
can tint them and so that nothing a customer typed is ever read as a link, a list or html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from shopdesk.runtime import resources
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import rewording

OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around each value; private-use characters, taken out of every value first."""

TONES = ("warm", "plain", "formal")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\ue000\ue001]")
_LINK = re.compile(r"\[([^\[\]]+)\]\((!?)((?:mailto:|https://)[^\s()]+)\)")
"""``[words](https://…)``; with ``(!`` the text part says the words alone."""


class BadText(ShopdeskError):
    """A letter's text cannot be used as it stands."""

    code = "letter_text"


class MissingField(BadText):
    """A letter's text asks for something this customer or shop does not have."""

    code = "missing_field"


class Fixed(str):
    """A value that is part of the text rather than of the person: not tinted, links in it count."""


@dataclass(frozen=True, slots=True)
class Text:
    """One letter's text as written, before any value is filled in."""

    subject: str
    body: str
    second_subject: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain, a value, or a link; a ``bare`` link's address is not said in the text part."""

    text: str
    is_value: bool = False
    url: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (lines of pieces), or a list when ``is_list`` (one line an item)."""

    lines: tuple[tuple[Piece, ...], ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter's text with its values in."""

    subject: str
    blocks: tuple[Block, ...]
    footer: tuple[Block, ...] = ()


def shipped(flow: str, language: str, tone: str) -> Text:
    """Return the text that ships with the program: es_ES falls back to es; a tone to the warm one.

    Raises:
        FileNotFoundError: If there is no such letter.
    """
    sections = _sections(f"{flow}.txt", language)
    return read_text(sections.get(tone) or sections["warm"])


def _find(name: str, language: str) -> str:
    try:
        return resources.text(f"letters/{language}/{name}")
    except FileNotFoundError:
        common = language.split("_")[0]
        if common == language:
            raise
    return rewording.for_place(resources.text(f"letters/{common}/{name}"), language)


def footer(language: str, kind: str, tone: str = "") -> str:
    """Return the shipped text under every letter of a kind, service or marketing, in its tone if there is."""
    found = _sections("footer.txt", language)
    return found.get(f"{kind}_{tone}") or found[kind]


def advice(language: str) -> str:
    """Return the shipped care advice, as TOML."""
    return _find("care.toml", language)


@lru_cache(maxsize=64)
def _sections(name: str, language: str) -> Mapping[str, str]:
    parts = re.split(r"^== (\w+)\s*$", _find(name, language), flags=re.MULTILINE)
    return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def read_text(text: str) -> Text:
    """Read ``subject:`` and ``second:`` lines, then the body after a blank line."""
    head, _blank, body = text.partition("\n\n")
    lines = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    return Text(lines.get("subject", "").strip(), body.strip(), lines.get("second", "").strip())


def _mark(value: Any) -> Any:
    if isinstance(value, Fixed):
        return str(value)
    if isinstance(value, StrictUndefined):
        return value
    cleaned = " ".join(_BIDI.sub("", str(value)).split())
    return f"{OPEN}{cleaned}{CLOSE}" if cleaned else ""


_SANDBOX = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, finalize=_mark, lstrip_blocks=True
)


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    # A batch fills the same few texts for each customer: compiling them anew was nine tenths of its time.
    return _SANDBOX.from_string(source)


def check(text: Text) -> None:
    """Refuse a text with a mistake in its braces or without a subject.

    Raises:
        BadText: With the line where the mistake stands.
    """
    if not text.subject.strip() or not text.body.strip():
        raise BadText(_("A letter needs a subject and a text."), _("Write both and save again."))
    for part in (text.subject, text.second_subject, text.body):
        try:
            _compiled(part)
        except TemplateSyntaxError as error:
            raise BadText(
                _("The text has a mistake in line {line}: {reason}.").format(
                    line=error.lineno, reason=error.message
                ),
                _("Mend the braces there; nothing was sent."),
            ) from error


def fill(text: Text, values: Mapping[str, Any], *, second_subject: bool = False) -> Filled:
    """Fill a text with values.

    Raises:
        MissingField: If it asks for a value that is not there.
        BadText: If it has a mistake, or its subject comes out empty.
    """
    said = subject(text, values, second=second_subject)
    return Filled(said, blocks(text.body, values))


def subject(text: Text, values: Mapping[str, Any], *, second: bool = False) -> str:
    """Return a letter's subject with its values in.

    Raises:
        MissingField: If it asks for a value that is not there.
        BadText: If the text has a mistake anywhere, or the subject comes out empty.
    """
    check(text)
    chosen = text.second_subject if second and text.second_subject else text.subject
    said = " ".join(plain(_render(chosen, values)).split())
    if not said:
        raise BadText(_("The subject came out empty."), _("Write a subject that says something."))
    return said


def complete(text: Text, values: Mapping[str, Any]) -> None:
    """Refuse values that do not fill the body.

    Raises:
        MissingField: If it asks for a value that is not there.
        BadText: If it has a mistake.
    """
    _render(text.body, values)


def blocks(body: str, values: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return a body with its values in, as paragraphs and lists.

    Raises:
        MissingField: If it asks for a value that is not there.
        BadText: If it has a mistake.
    """
    return tuple(_blocks(_render(body, values)))


def _render(source: str, values: Mapping[str, Any]) -> str:
    try:
        return _compiled(source).render(**values)
    except UndefinedError as error:
        raise MissingField(
            _("The letter asks for something that is missing: {reason}.").format(reason=error.message),
            _("Complete it, or take it out of the text. Nothing was sent."),
        ) from error
    except (TemplateError, SecurityError, TypeError, ArithmeticError) as error:
        raise BadText(
            _("The text cannot be filled in: {reason}.").format(reason=error), _("Mend the text.")
        ) from error


def plain(text: str) -> str:
    """Return the text without the marks."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def _blocks(rendered: str) -> list[Block]:
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", rendered.strip()):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        is_list = all(line.startswith("- ") for line in lines)
        pieces = tuple(tuple(_pieces(line[2:] if is_list else line)) for line in lines)
        if is_list and found and found[-1].is_list:
            pieces, found = (*found[-1].lines, *pieces), found[:-1]
        found.append(Block(pieces, is_list))
    return found


def _pieces(line: str) -> list[Piece]:
    found: list[Piece] = []
    for part in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", line):
        if part.startswith(OPEN):
            found.append(Piece(plain(part), is_value=True))
        elif part:
            found.extend(_links(part))
    return found


def _links(text: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for link in _LINK.finditer(text):
        if link.start() > at:
            found.append(Piece(text[at : link.start()]))
        found.append(Piece(link.group(1), url=link.group(3), bare=bool(link.group(2))))
        at = link.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def as_text(blocks: tuple[Block, ...]) -> str:
    """Return blocks as the text part says them: links as ``words: address``."""
    chunks = []
    for block in blocks:
        lead = "- " if block.is_list else ""
        chunks.append("\n".join(lead + "".join(map(_said, line)) for line in block.lines))
    return "\n\n".join(chunks) + "\n"


def _said(piece: Piece) -> str:
    return f"{piece.text}: {piece.url}" if piece.url and not piece.bare else piece.text
