"""The words of a letter, the personal parts tinted, its pictures below them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.mail.texts import Block, Filled, Piece
from shopdesk.ui import theme
from shopdesk.ui.widgets.ring import Ringed


class LetterView(Ringed, QTextBrowser):
    """A letter's words with what belongs to the person on a soft fill. No link leads anywhere from here."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumHeight(60)
        self.setAccessibleName(_("The letter"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(0, 0, theme.px(10), 0)  # words never touch the scroll bar
        self._shown: Filled | None = None
        self._pictures: Sequence[Path] = ()
        theme.current().changed.connect(self._draw)

    def show_letter(self, filled: Filled | None, pictures: Sequence[Path] = ()) -> None:
        """Show another letter, with the pictures it carries, or nothing."""
        self._shown, self._pictures = filled, pictures
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            self.clear()
            return
        base = theme.px(15)
        body = "".join(_block(block, base) for block in self._shown.blocks)
        body += "".join(f'<p><img src="{one.as_uri()}" width="280"></p>' for one in self._pictures)
        below = "".join(_block(block, theme.px(12)) for block in self._shown.footer)
        ink, quiet = theme.current().hex("text"), theme.current().hex("muted")
        line = theme.current().hex("border")
        foot = (
            f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:{theme.px(14)}px"><tr>'
            f'<td style="border-top:1px solid {line};'
            f'padding-top:10px;color:{quiet}">{below}</td></tr></table>'
        )
        self.setHtml(f'<div style="color:{ink}">{body}</div>{foot if below else ""}')


def _block(block: Block, size: int) -> str:
    if block.is_list:
        items = "".join(f"<li>{''.join(map(_piece, line))}</li>" for line in block.lines)
        return f'<ul style="font-size:{size}px;margin:0 0 10px 0">{items}</ul>'
    lines = "<br>".join("".join(map(_piece, line)) for line in block.lines)
    return f'<p style="font-size:{size}px;margin:0 0 12px 0">{lines}</p>'


def _piece(piece: Piece) -> str:
    text = html.escape(piece.text)
    if piece.is_value:
        fill, ink = theme.current().hex("primarySoft"), theme.current().hex("primaryText")
        return f'<span style="background-color:{fill};color:{ink}">{text}</span>'
    if piece.url:
        ink = theme.current().hex("primaryText")
        return f'<span style="color:{ink};text-decoration:underline">{text}</span>'
    return text
