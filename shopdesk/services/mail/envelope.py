"""A letter as bytes: text part, simple html part, and headers that cannot be injected into."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from shopdesk.domain.outreach.people import usable_address
from shopdesk.runtime import tokens
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.mail.texts import Block, Filled, Piece, as_text

_LONG = SMTP.clone(max_line_length=998)
_UNFOLDED = frozenset({"list-unsubscribe", "in-reply-to", "references", "message-id", "content-type"})


class _LetterPolicy(EmailPolicy):
    """SMTP's policy; its folding would break a List-Unsubscribe or In-Reply-To beyond 78 characters."""

    def fold(self, name: str, value: Any) -> str:
        return str(_policy_for(name).fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return bytes(_policy_for(name).fold_binary(name, value))


def _policy_for(name: str) -> Any:
    return _LONG if name.lower() in _UNFOLDED else SMTP


POLICY = _LetterPolicy(linesep="\r\n", max_line_length=998)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; ``inline`` pictures stand in the html, below the words."""

    name: str
    content: bytes
    kind: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Headers:
    """Everything of a letter that is not its text.

    Attributes:
        at: Date of the letter, aware; the same for every attempt.
        unsubscribe: The mailto that says no, or empty for mail that is not to customers.
    """

    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    message_id: str
    at: datetime
    unsubscribe: str = ""
    language: str = "es"
    in_reply_to: str = ""


def is_safe(text: str) -> bool:
    """Say whether a text may stand in a header: no CR, LF, NUL, line separator or other control."""
    return not any(unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} for c in text)


def unsubscribe_link(address: str, token: str) -> str:
    """Return the mailto that tells the shop to stop: no web server is needed."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(f'baja {token}')}"


def build(letter: Filled, headers: Headers, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the whole letter, CRLF lines, ready to be frozen.

    Raises:
        WrongInput: If a header would hold a line break or control character, or an address is unusable.
    """
    message = EmailMessage(policy=POLICY)
    _put_headers(message, letter.subject, headers)
    message.set_content(as_text((*letter.blocks, *letter.footer)), cte="quoted-printable")
    pictures = [(f"{place}@picture", one.name) for place, one in enumerate(attachments) if one.inline]
    page_text = as_html(letter, headers.language, pictures)
    message.add_alternative(page_text, subtype="html", cte="quoted-printable")
    page = message.get_body(("html",))
    for place, one in enumerate(attachments):
        main, _slash, sub = one.kind.partition("/")
        if one.inline and page is not None:
            page.add_related(one.content, main, sub, cid=f"<{place}@picture>", filename=one.name)
        else:
            message.add_attachment(one.content, main, sub, filename=one.name)
    # Last: setting the content drops every Content- header that stood before it.
    message["Content-Language"] = headers.language.replace("_", "-")
    return message.as_bytes()


def _put_headers(message: EmailMessage, subject: str, headers: Headers) -> None:
    for text in (subject, headers.sender_name, headers.recipient_name, headers.message_id):
        if not is_safe(text):
            raise WrongInput(
                _("A header of this letter would hold a line break or a control character."),
                _("Correct the customer's or the shop's name; nothing was sent."),
            )
    message["From"] = _address(headers.sender_name, headers.sender)
    message["To"] = _address(headers.recipient_name, headers.recipient)
    message["Subject"] = subject
    message["Date"] = format_datetime(headers.at)
    message["Message-ID"] = headers.message_id
    if headers.in_reply_to:
        message["In-Reply-To"] = headers.in_reply_to
    if headers.unsubscribe:
        message["List-Unsubscribe"] = f"<{headers.unsubscribe}>"


def _address(name: str, address: str) -> Address:
    usable = usable_address(address)
    if not usable:
        raise WrongInput(
            _("The address {address} cannot be used.").format(address=address.strip()[:80]),
            _("Correct it and try again; nothing was sent."),
        )
    user, _at, host = usable.rpartition("@")
    return Address(name, user, host)


def as_html(letter: Filled, language: str, pictures: Sequence[tuple[str, str]] = ()) -> str:
    """Return the html part: one column, styles inline, nothing loaded from elsewhere.

    Args:
        letter: The words.
        language: Language of the page.
        pictures: Content-ID and name of each picture that travels inside the letter; they stand below the
            words and above the footer.
    """
    ink, quiet = tokens.colours("light")["text"], tokens.colours("light")["muted"]
    small = f"margin:24px 0 0;font-size:13px;color:{quiet}"
    inner = [_block(block, "margin:0 0 16px") for block in letter.blocks]
    inner += [_picture(cid, name) for cid, name in pictures]
    inner += [_block(block, small) for block in letter.footer]
    return (
        f'<!doctype html>\n<html lang="{html.escape(language.replace("_", "-"))}"><head>'
        f'<meta charset="utf-8"><title>{html.escape(letter.subject)}</title></head>\n'
        f'<body style="margin:0;padding:16px"><div style="max-width:560px;margin:0 auto;'
        f'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:{ink}">\n'
        + "\n".join(inner)
        + "\n</div></body></html>\n"
    )


def _picture(cid: str, name: str) -> str:
    said = html.escape(name)
    return f'<p style="margin:0 0 16px"><img src="cid:{cid}" alt="{said}" style="max-width:100%"></p>'


def _block(block: Block, style: str) -> str:
    if block.is_list:
        items = "".join(f"<li>{''.join(map(_piece, line))}</li>" for line in block.lines)
        return f'<ul style="{style};padding-left:20px">{items}</ul>'
    return f'<p style="{style}">' + "<br>\n".join("".join(map(_piece, line)) for line in block.lines) + "</p>"


def _piece(piece: Piece) -> str:
    text = html.escape(piece.text)
    if not piece.url:
        return text
    link = tokens.colours("light")["primaryText"]
    return f'<a href="{html.escape(piece.url)}" style="color:{link}">{text}</a>'
