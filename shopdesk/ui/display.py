"""Whether a window can be shown here, asked before Qt is loaded: Qt aborts where it cannot."""

from __future__ import annotations

import ctypes
import os
import sys

_LIBRARIES = (
    "libGL.so.1",
    "libEGL.so.1",
    "libfontconfig.so.1",
    "libglib-2.0.so.0",
    "libdbus-1.so.3",
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
)
PACKAGES = (
    "libgl1 libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 "
    "libfontconfig1 libglib2.0-0 libdbus-1-3"
)


def missing_libraries() -> list[str]:
    """Return the system libraries a window needs and this Linux lacks; [] elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in _LIBRARIES if not _loads(name)]


def has_screen() -> bool:
    """Whether a window can be shown. ``QT_QPA_PLATFORM`` is obeyed: ``offscreen`` is no screen."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return not chosen.startswith(("offscreen", "minimal"))
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY") and _wayland_answers():
        return True
    return bool(os.environ.get("DISPLAY")) and _x_answers()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    import socket

    place = os.environ["WAYLAND_DISPLAY"]
    if not place.startswith("/"):
        place = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), place)  # noqa: PTH118 - no pathlib in sight
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(2)
            door.connect(place)
    except OSError:
        return False
    return True


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    works = bool(connection) and xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return works
