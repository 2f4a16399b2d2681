"""The program's own icon in every form a system wants, from the house's colour and the Phosphor storefront.

python installers/icons.py      installers/linux/shopdesk.svg, linux/shopdesk-SIZE.png,
windows/shopdesk.ico, macos/shopdesk.icns
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "installers"
SIZES = (16, 24, 32, 48, 64, 128, 256)
INSET, INNER, CORNER = 46, 164, 60
"""Of 256: the glyph's margin, its side, the corner's radius."""


def svg() -> str:
    """Return the icon: a rounded square with the storefront on it."""
    colours = json.loads((ROOT / "resources" / "tokens.json").read_text(encoding="utf-8"))["light"]
    glyph = (ROOT / "resources" / "icons" / "storefront-fill.svg").read_text(encoding="utf-8")
    (path,) = re.findall(r'<path d="[^"]+"/>', glyph)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">'
        f'<rect width="256" height="256" rx="{CORNER}" fill="{colours["primary"]}"/>'
        f'<g fill="{colours["onPrimary"]}" transform="translate({INSET} {INSET}) scale({INNER / 256})">'
        f"{path}</g>"
        "</svg>\n"
    )


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication(sys.argv[:1])
    drawn = svg()
    (HERE / "linux" / "shopdesk.svg").write_text(drawn, encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawn.encode("utf-8")))

    def picture(side: int) -> Image.Image:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return Image.open(io.BytesIO(bytes(buffer.data())))

    made = {side: picture(side) for side in (*SIZES, 512)}
    for side in (48, 128, 256):
        made[side].save(HERE / "linux" / f"shopdesk-{side}.png", optimize=True)
    rest = [made[side] for side in SIZES[:-1]]
    made[256].save(
        HERE / "windows" / "shopdesk.ico", sizes=[(side, side) for side in SIZES], append_images=rest
    )
    made[512].save(HERE / "macos" / "shopdesk.icns", append_images=[made[128], made[256]])
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
