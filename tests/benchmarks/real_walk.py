"""A morning with real events: xdotool presses keys or the mouse on a window under Xvfb, and never both.

    python real_walk.py keys|mouse HOME YYYY-MM-DD FOLDER

Prints each step with what it took in the window's own thread, and at the end silences and memory. FOLDER
takes a picture of each step. Needs xvfb, xdotool, openbox, xclip, imagemagick.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

MESSAGE = "Hola! tienen los Tenis Brisa en blanco del 24? y hacen envíos a Puebla?"
_PATIENCE_S = 150.0


class Screen:
    """A private screen with a window manager, and the program on it."""

    def __init__(self, home: Path, today: str, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        self._xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        number = os.read(reading, 16).decode().strip()
        self.env = {**os.environ, "DISPLAY": f":{number}"}
        self.env.pop("QT_QPA_PLATFORM", None)
        self._manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        watched = Path(__file__).with_name("watched_window.py")
        self._program = subprocess.Popen(
            [sys.executable, str(watched), str(home.resolve()), today],
            env={**self.env, "PYTHONPATH": str(Path.cwd())},
            cwd=folder,  # where a dialog saves when only clicked
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "program.log").open("w"),
            text=True,
        )

    def ask(self, line: str) -> Any:
        """Ask the window something and return its answer."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def run(self, *command: str) -> None:
        """Run a tool on this screen."""
        subprocess.run(command, env=self.env, check=True, capture_output=True, timeout=60)

    def copy(self, text: str) -> None:
        """Put text on the clipboard, as another program would."""
        tool = ["xclip", "-selection", "clipboard", "-in"]
        quiet = subprocess.DEVNULL
        subprocess.run(tool, env=self.env, input=text, text=True, check=True, stdout=quiet, stderr=quiet)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.run("import", "-silent", "-window", "root", str(self.folder / f"{name}.png"))

    def close(self) -> None:
        """End what was started."""
        for one in (self._program, self._manager, self._xvfb):
            one.kill()
            one.wait(20)


class Walker:
    """Goes through the morning with one hand: the keyboard, or the mouse."""

    def __init__(self, screen: Screen, *, keys: bool) -> None:
        self.screen, self.keys = screen, keys
        self.missed: list[str] = []

    def rest(self) -> dict[str, Any]:
        """Wait until the window has nothing under way."""
        until, still = time.monotonic() + _PATIENCE_S, 0
        state: dict[str, Any] = {}
        while time.monotonic() < until and still < 4:
            state = self.screen.ask("state")
            still = still + 1 if state["ready"] else 0
            time.sleep(0.15)
        return state

    def phase(self, name: str) -> None:
        """Name what comes, for the figures."""
        self.screen.ask(f"phase {name}")

    def key(self, *names: str) -> None:
        """Press keys one after the other."""
        for name in names:
            self.screen.run("xdotool", "key", "--clearmodifiers", name)
            time.sleep(0.12)

    def words(self, text: str) -> None:
        """Type words."""
        self.screen.run("xdotool", "type", "--delay", "60", text)
        time.sleep(0.3)

    def click(self, at: list[int]) -> None:
        """Press the mouse at a place."""
        self.screen.run("xdotool", "mousemove", "--sync", str(at[0]), str(at[1]), "click", "1")
        time.sleep(0.2)

    def go(self, place: int, room: str) -> None:
        """Go to a page: Ctrl and its number, or its button at the side."""
        self.phase(f"page {room}")
        if self.keys:
            self.key(f"ctrl+{place}")
        else:
            self.press(f"nav_{room}", phase=f"page {room}")
        state = self.rest()
        self.screen.picture(f"{place}-{room}")
        if state["room"] != room:
            self.missed.append(f"page {room}")

    def press(self, name: str, *, phase: str = "") -> bool:
        """Press a button: walk to it with Tab and press Space, or click it."""
        self.phase(phase or f"press {name}")
        until, seen = time.monotonic() + 10, list[list[int]]()
        while not seen and time.monotonic() < until:  # a PDF is painted bit by bit
            seen = [one for one in self.screen.ask(f"where {name}") if one[4]]
            time.sleep(0.1)
        if not seen:
            self.missed.append(f"{name} is not there")
            return False
        if not self.keys:
            self.click(seen[0])
        elif not self._tab_to(name):
            self.missed.append(f"{name} is not reached with Tab")
            return False
        else:
            self.key("space")
        self.rest()
        return True

    def _tab_to(self, name: str) -> bool:
        for step in range(160):
            if self.screen.ask("state")["focus"] == name:
                return True
            self.screen.run("xdotool", "key", "ctrl+Tab" if step % 40 == 39 else "Tab")
            time.sleep(0.03)
        return False


def morning(walker: Walker, pdf: Path, *, send: bool) -> None:
    """Walk through it; what cannot be done is noted in ``walker.missed``."""
    walker.rest()
    walker.go(1, "today")
    walker.go(2, "reorder")
    if walker.keys:
        walker.phase("tick a line")
        walker.key("F6", "F6", "Down", "space", "space")
    _print(walker, pdf)
    walker.go(3, "sizes")
    if walker.keys:
        walker.key("F6", "F6", "Down", "Right", "Down")
    walker.go(4, "inbox")
    _answer(walker)
    walker.go(5, "mail")
    _send(walker, send=send)
    walker.go(6, "customers")
    walker.go(7, "sales")
    walker.phase("undo")
    if walker.keys:
        walker.key("ctrl+z")
    else:  # Editar > Deshacer, by the places of the menu
        walker.click([110, 34])
        walker.click([150, 62])
    walker.rest()
    walker.screen.picture("8-undo")
    if walker.keys:
        walker.phase("palette")
        walker.key("ctrl+k")
        walker.words("nube")
        walker.rest()
        walker.screen.picture("9-palette")
        walker.key("Escape")


def _print(walker: Walker, pdf: Path) -> None:
    walker.phase("print lists")
    walker.key("ctrl+p") if walker.keys else walker.press("print_lists")
    walker.rest()
    walker.screen.picture("2-lists")
    if not walker.press("save_pdf"):
        return
    walker.phase("save dialog")
    time.sleep(1.0)
    if walker.keys:
        walker.key("ctrl+a")
        walker.words(pdf.name)  # in the folder the program was started in
        walker.key("Return")
    else:
        saved = walker.screen.ask("where Guardar") or walker.screen.ask("where Save")
        if saved:
            walker.click(saved[0])
    walker.rest()
    walker.press("yes_placed")
    walker.screen.picture("2-placed")


def _answer(walker: Walker) -> None:
    walker.phase("paste a message")
    walker.screen.copy(MESSAGE)
    walker.key("ctrl+v") if walker.keys else walker.press("paste_message")
    walker.rest()
    walker.screen.picture("4-pasted")
    walker.press("copy_reply")
    if walker.screen.ask("state")["copied"].startswith(MESSAGE[:20]):
        walker.missed.append("the reply was not copied")
    walker.press("answered")


def _send(walker: Walker, *, send: bool) -> None:
    if walker.screen.ask("where review_due"):
        walker.press("review_due")
    walker.screen.picture("5-review")
    walker.phase("send")
    if not walker.press("send_batch"):
        return
    if not send:
        walker.key("Escape") if walker.keys else walker.press("send_batch")
    else:
        time.sleep(12)
    walker.rest()
    walker.screen.picture("5-sent")


def main(hand: str, home: Path, today: str, folder: Path) -> None:
    """Walk and print."""
    screen = Screen(home, today, folder)
    walker = Walker(screen, keys=hand == "keys")
    try:
        walker.rest()
        morning(walker, folder / "listas.pdf", send="--send" in sys.argv)
        report = screen.ask("report")
    finally:
        screen.close()
    told = {"missed": walker.missed, "letters": len(list(home.glob("letters/*.eml")))}
    told["pdf"] = any(folder.glob("*.pdf"))
    print(json.dumps(told | report))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
