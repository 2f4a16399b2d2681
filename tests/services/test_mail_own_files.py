"""The owner's own files: a picture stands inside the letter, a document beside it, and nothing too large."""

from __future__ import annotations

import base64
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from mail_cases import question
from mail_scene import Scene, after

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import backups, exporting
from shopdesk.services.mail import own_files
from shopdesk.store import letter_files

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def a_file(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_a_picture_stands_inside_the_letter_and_a_document_beside_it(shop, capsysbinary, tmp_path) -> None:
    scene = Scene(shop, capsysbinary, tmp_path)
    question(scene)
    own_files.add(shop, Flow.ASKED, a_file(tmp_path, "botín ñ.png", PNG))
    own_files.add(shop, Flow.ASKED, a_file(tmp_path, "tallas.pdf", b"%PDF-1.4"))
    scene.command(after(3), "approve", "--flow", "asked")
    own_files.remove(shop, Flow.ASKED, "tallas.pdf")
    scene.command(after(3), "send", "--to-folder", str(scene.out))
    message = message_from_bytes(next(scene.out.glob("*.eml")).read_bytes(), policy=policy.default)
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    page = message.get_body(("html",)).get_content()
    assert picture.get_content() == PNG
    assert f'src="cid:{picture["Content-ID"].strip("<>")}" alt="botín ñ.png"' in page
    # Approved letters keep what they were approved with.
    assert [part.get_filename() for part in message.iter_attachments()] == ["tallas.pdf"]
    assert "http" not in page


def test_all_together_at_most_one_megabyte(shop, tmp_path) -> None:
    own_files.add(shop, Flow.CARE, a_file(tmp_path, "a.pdf", bytes(700_000)))
    with pytest.raises(WrongInput, match=r"1\.1"):
        own_files.add(shop, Flow.CARE, a_file(tmp_path, "b.pdf", bytes(400_000)))
    # The same name again replaces the first: 0.9 MB fit.
    own_files.add(shop, Flow.CARE, a_file(tmp_path, "a.pdf", bytes(900_000)))
    assert [one.size for one in own_files.listed(shop, Flow.CARE)] == [900_000]


def test_no_program_goes_along_and_a_thank_you_carries_nothing(shop, tmp_path) -> None:
    with pytest.raises(WrongInput):
        own_files.add(shop, Flow.CARE, a_file(tmp_path, "foto.jpg.EXE", b"MZ"))
    with pytest.raises(WrongInput):
        own_files.add(shop, Flow.THANKS, a_file(tmp_path, "foto.png", PNG))
    assert own_files.listed(shop, Flow.THANKS) == ()


def test_a_page_called_a_picture_is_a_file_beside_the_letter(shop, tmp_path) -> None:
    added = own_files.add(shop, Flow.CARE, a_file(tmp_path, "foto.png", b"<html></html>"))
    assert not added.is_picture


def test_a_copy_of_the_shop_brings_the_pictures_back_on_a_new_computer(shop, tmp_path) -> None:
    own_files.add(shop, Flow.ASKED, a_file(tmp_path, "botín ñ.png", PNG))
    copy = backups.make_sealed(shop, tmp_path / "copy.shopdesk", "tres palabras juntas")
    new = DataFolder(tmp_path / "new laptop")
    backups.restore(new, copy.file, shop.now(), "tres palabras juntas")
    assert (new.enclosed / "asked" / "botín ñ.png").read_bytes() == PNG


def test_putting_a_copy_back_keeps_the_files_it_replaces(shop, tmp_path) -> None:
    own_files.add(shop, Flow.ASKED, a_file(tmp_path, "vieja.png", PNG))
    copy = backups.make(shop, tmp_path / "copy.db")
    own_files.remove(shop, Flow.ASKED, "vieja.png")
    own_files.add(shop, Flow.CART, a_file(tmp_path, "nueva.png", PNG))
    shop.store.close()
    backups.restore(shop.folder, copy.file, shop.now())
    assert [one.name for one in own_files.listed(shop, Flow.ASKED)] == ["vieja.png"]
    assert own_files.listed(shop, Flow.CART) == ()
    replaced = next(shop.folder.copies.glob("before-restore-*.db"))
    backups.restore(shop.folder, replaced, shop.now() + timedelta(minutes=1))
    assert [one.name for one in own_files.listed(shop, Flow.CART)] == ["nueva.png"]


def test_a_file_in_a_copy_never_lands_outside_of_its_folder(tmp_path) -> None:
    evil = [("asked", "../../evil.png", PNG), ("..", "evil.png", PNG), ("asked", "good.png", PNG)]
    letter_files.put_back(evil, tmp_path / "shop" / "enclosed")
    assert [file.name for file in tmp_path.rglob("*.png")] == ["good.png"]


def test_exporting_everything_brings_the_pictures_along(shop, tmp_path) -> None:
    own_files.add(shop, Flow.ASKED, a_file(tmp_path, "botín ñ.png", PNG))
    made = exporting.export(shop, tmp_path / "out")
    copied = tmp_path / "out" / "letters" / "asked" / "botín ñ.png"
    assert copied.read_bytes() == PNG
    assert copied in [one.file for one in made]
