"""The owner's own files that go along with a flow's letters: pictures inside the text, the rest beside it.

They lie in the data folder, one folder a flow; approving a letter freezes their bytes into it.
"""

from __future__ import annotations

import mimetypes
import shutil
from dataclasses import dataclass
from pathlib import Path

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail.envelope import Attachment

_PICTURES = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
MOST_BYTES = 1_000_000
"""Every letter of a batch carries them, and the outbox keeps every letter."""
_PROGRAMS = frozenset(
    {".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".jar", ".js", ".jse", ".vbs", ".vbe", ".wsf"}
    | {".ps1", ".lnk", ".hta", ".cpl", ".reg"}
)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the owner's that goes along.

    Attributes:
        size: Bytes.
        is_picture: Whether it stands inside the letter.
    """

    path: Path
    size: int
    is_picture: bool

    @property
    def name(self) -> str:
        """The name the customer sees."""
        return self.path.name


def may_carry(flow: Flow) -> bool:
    """Say whether a flow's letters may carry files; a thank-you holds no picture and no enclosure."""
    return flow is not Flow.THANKS


def listed(shop: Shop, flow: Flow) -> tuple[OwnFile, ...]:
    """Return the files of a flow, by name."""
    folder = _folder(shop, flow)
    if not folder.is_dir():
        return ()
    files = sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith("."))
    return tuple(OwnFile(one, one.stat().st_size, bool(_picture_kind(one))) for one in files)


def add(shop: Shop, flow: Flow, file: Path) -> OwnFile:
    """Let a file go along with a flow's letters from now on; one of the same name is replaced.

    Raises:
        WrongInput: If the flow carries nothing, the file cannot be read or is a program, or all together are
            larger than a mailbox takes.
    """
    if not may_carry(flow):
        raise WrongInput(_("This letter goes without enclosures."), _("Nothing was changed."))
    if file.suffix.casefold() in _PROGRAMS:
        raise WrongInput(
            _("{name} is a program: mailboxes throw such letters away.").format(name=file.name),
            _("Choose a picture or a document. Nothing was changed."),
        )
    try:
        content = file.read_bytes()
    except OSError as error:
        raise WrongInput(
            _("{name} cannot be read.").format(name=file.name), _("Choose it again. Nothing was changed.")
        ) from error
    _check_size(len(content) + sum(one.size for one in listed(shop, flow) if one.name != file.name))
    folder = _folder(shop, flow)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = folder / file.name
    shutil.copyfile(file, copy)
    return OwnFile(copy, len(content), bool(_picture_kind(copy)))


def remove(shop: Shop, flow: Flow, name: str) -> None:
    """Let a file go along no more; letters already approved keep it."""
    for one in listed(shop, flow):
        if one.name == name:
            one.path.unlink(missing_ok=True)


def attachments(shop: Shop, flow: Flow) -> tuple[Attachment, ...]:
    """Return the files of a flow as a letter takes them."""
    return tuple(_read(one.path) for one in listed(shop, flow))


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise WrongInput(
            _("What goes along would take {size} MB; every letter carries it, so at most {most} MB.").format(
                size=f"{size / 1e6:.1f}", most=MOST_BYTES // 1_000_000
            ),
            _("Choose a smaller file, or write a link to it in the text. Nothing was changed."),
        )


def _read(path: Path) -> Attachment:
    picture = _picture_kind(path)
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Attachment(path.name, path.read_bytes(), picture or guessed, inline=bool(picture))


def _picture_kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(8)
    return next((kind for magic, kind in _PICTURES.items() if head.startswith(magic)), "")


def _folder(shop: Shop, flow: Flow) -> Path:
    return shop.folder.enclosed / flow.value
