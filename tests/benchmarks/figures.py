"""The README's figures: each of ours beside its peer, measured in the same run on the same machine.

    python tests/benchmarks/figures.py            measure and print the table
    python tests/benchmarks/figures.py --write    put it into the README too, between its marks
    python tests/benchmarks/figures.py import     some: import plan window batch tagging bundle

Each measurement runs in a process of its own; CPU time where the work is computing, wall
 time where somebody waits. The peer is always the plainest honest way to do the same.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
LINES = int(os.environ.get("SHOPDESK_BENCH_LINES", "50000"))
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    peer: str
    ratio: str


def measured(script: str, *words: object) -> dict[str, float]:
    """Run a script in a process of its own and return the JSON of its last line."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, *map(str, words)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{HERE}:{HERE.parent}"},
        cwd=ROOT,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def ratio(ours: float, peer: float) -> str:
    return f"{ours / peer:.2f} ×"


IMPORT = """
import json, sys, time
from pathlib import Path
import planted_orders
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
home, lines = Path(sys.argv[1]), int(sys.argv[2])
home.mkdir(parents=True)
planted_orders.write(home / "warm.csv", 100)
planted_orders.write(home / "orders.csv", lines)
warm = open_shop(DataFolder(home / "warm"))
importing.import_files(warm, [home / "warm.csv"])
warm.store.close()
shop = open_shop(DataFolder(home / "shop"))
begun = time.process_time()
done = importing.import_files(shop, [home / "orders.csv"])[0]
print(json.dumps({"cpu": time.process_time() - begun, "lines": done.lines}))
"""
IMPORT_PEER = """
import json, sys, time
import sqlite3, pandas
begun = time.process_time()
frame = pandas.read_csv(sys.argv[1] + "/orders.csv", dtype=str)
base = sqlite3.connect(sys.argv[1] + "/peer.db")
frame.to_sql("orders", base, index=False)
base.execute("CREATE INDEX by_name ON orders(Name)")
base.commit()
print(json.dumps({"cpu": time.process_time() - begun}))
"""


def row_import() -> Row:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        ours = measured(IMPORT, home, LINES)
        peer = measured(IMPORT_PEER, home)
    return Row(
        f"Import of a Shopify export, {LINES:,} lines (every row judged, undoable)",
        f"{ours['cpu']:.1f} CPU s",
        f"{peer['cpu']:.1f} CPU s: pandas.read_csv, to_sql and an index, nothing judged",
        ratio(ours["cpu"], peer["cpu"]),
    )


PLAN = """
import json, sys, time
from datetime import date
from pathlib import Path
from test_reorder_speed import a_big_shop
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import reorder
from shopdesk.shop import open_shop
shop = open_shop(DataFolder(Path(sys.argv[1])), today=date(2026, 11, 21))
a_big_shop(shop)
reorder.suggest(shop)
begun = time.process_time()
plan = reorder.refresh(shop)
ours = time.process_time() - begun
import numpy as np
from statsmodels.tsa.holtwinters import SimpleExpSmoothing
rng = np.random.default_rng(0)
series = rng.poisson(4, (200, 104)).astype(float)
begun = time.process_time()
for one in series:
    SimpleExpSmoothing(one, initialization_method="estimated").fit()
peer = (time.process_time() - begun) / len(series) * 715
print(json.dumps({"ours": ours, "peer": peer, "variants": len(plan.lines)}))
"""


def row_plan() -> Row:
    with tempfile.TemporaryDirectory() as place:
        found = measured(PLAN, place)
    return Row(
        f"Plan of {found['variants']:,.0f} variants in 715 styles, two years of weeks",
        f"{found['ours']:.1f} CPU s, read, planned and written",
        f"{found['peer']:.1f} CPU s: statsmodels exponential smoothing of 715 series alone",
        ratio(found["ours"], found["peer"]),
    )


WINDOW = """
import json, sys, time
begun = time.perf_counter()
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import registry, startup
folder = DataFolder(Path(sys.argv[1]))
app = startup.make_application(folder, morning.glance(folder), None)
starter = startup.Starter(folder, today=None, demo=False)
starter.window.show()
app.processEvents()
first = time.perf_counter() - begun
if len(sys.argv) < 3:
    print(json.dumps({"first": first}), flush=True)
    import os
    os._exit(0)

def settle():
    still, until = 0, time.monotonic() + 120
    while still < 20 and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)
        still = still + 1 if starter.desk.is_ready and starter.desk.jobs.is_idle else 0

settle()
for spec in registry.PAGES:
    starter.window.go(spec.room)
    settle()
switches = []
for spec in registry.PAGES:
    begun = time.perf_counter()
    starter.window.go(spec.room)
    app.processEvents()
    switches.append(time.perf_counter() - begun)
    settle()
found = {"first": first, "median": sorted(switches)[len(switches) // 2], "worst": max(switches)}
print(json.dumps(found), flush=True)
import os
os._exit(0)
"""
START_PEER = """
import json, sys, time
begun = time.perf_counter()
import numpy, pandas, matplotlib.figure, sqlalchemy
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.show()
app.processEvents()
print(json.dumps({"first": time.perf_counter() - begun}))
"""
PAGES_PEER = """
import json, sys, time
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableWidget, QTableWidgetItem
app = QApplication(sys.argv)
stack = QStackedWidget()
stack.resize(1366, 768)
for page in range(8):
    table = QTableWidget(500, 8)
    for row in range(500):
        for column in range(8):
            table.setItem(row, column, QTableWidgetItem(f"{page} {row} {column}"))
    stack.addWidget(table)
stack.show()
app.processEvents()
took = []
for turn in range(2):
    for page in range(8):
        begun = time.perf_counter()
        stack.setCurrentIndex(page)
        app.processEvents()
        if turn:
            took.append(time.perf_counter() - begun)
print(json.dumps({"median": sorted(took)[4], "worst": max(took)}))
"""


def _example(place: Path) -> None:
    from shopdesk.runtime.paths import DataFolder
    from shopdesk.services import demo
    from shopdesk.shop import open_shop

    shop = open_shop(DataFolder(place), today=date(2026, 11, 21))
    demo.fill(shop)
    shop.store.close()


def rows_window() -> tuple[Row, Row]:
    with tempfile.TemporaryDirectory() as place:
        _example(Path(place))
        switches = measured(WINDOW, place, "pages")
        runs = [switches, measured(WINDOW, place), measured(WINDOW, place)]
    best = min(runs, key=lambda one: one["first"])
    peer = min((measured(START_PEER) for _turn in range(3)), key=lambda one: one["first"])
    pages = measured(PAGES_PEER)
    start = Row(
        "Start: the window painted with this morning's numbers (best of 3)",
        f"{best['first']:.2f} s",
        f"{peer['first']:.2f} s: an empty Qt window after importing numpy, pandas, matplotlib, SQLAlchemy",
        ratio(best["first"], peer["first"]),
    )
    switch = Row(
        "Page switch, example shop (median and worst of 8)",
        f"{switches['median'] * 1000:.0f} ms, {switches['worst'] * 1000:.0f} ms",
        f"{pages['median'] * 1000:.0f} ms, {pages['worst'] * 1000:.0f} ms: QTableWidgets of 500 × 8, stacked",
        ratio(switches["median"], pages["median"]),
    )
    return start, switch


BATCH = """
import json, sys, time
from dataclasses import replace
from datetime import date
from pathlib import Path
from mail_shop import buyers
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import settings
from shopdesk.services.mail import approve
from shopdesk.services.mail.send import send_batch
from shopdesk.shop import open_shop
from shopdesk.store.models import OutboxLetter
import os
folder = DataFolder(Path(sys.argv[1]))
shop = open_shop(folder, today=date(2026, 11, 21), letters_to=folder.root / "letters")
buyers(shop, 300)
settings.put(shop, "mail.per_day", "5000")
approve.approve(shop)
with shop.store.read() as session:
    raws = [session.get(OutboxLetter, n + 1).raw for n in range(300)]
send_batch(shop, limit=50, pace=0)
begun = time.perf_counter()
send_batch(shop, limit=200, pace=0)
ours = time.perf_counter() - begun
bare = folder.root / "bare"
bare.mkdir()
begun = time.perf_counter()
for number, raw in enumerate(raws[:200]):
    with open(bare / f"{number}.part", "wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())
    os.replace(bare / f"{number}.part", bare / f"{number}.eml")
print(json.dumps({"ours": ours, "peer": time.perf_counter() - begun}))
"""


def row_batch() -> Row:
    with tempfile.TemporaryDirectory() as place:
        found = measured(BATCH, place)
    return Row(
        "Batch: 200 letters to a folder, each claimed, checked, journalled and flushed",
        f"{200 / found['ours']:.0f} a second",
        f"{200 / found['peer']:.0f} a second: the same bytes written and flushed, nothing remembered",
        ratio(found["ours"], found["peer"]),
    )


TAGGING = """
import json, sys, time
from pathlib import Path
from shopdesk.domain.tagging.tagger import decided, tag
from shopdesk.services.tagging import load_tagger
rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
texts, wanted = [r["text"] for r in rows], [set(r["tags"]) for r in rows]
tagger = load_tagger()
found = [set(decided(tag(tagger, text))) for text in texts]
begun = time.process_time()
for text in texts:
    tag(tagger, text)
took = time.process_time() - begun

def micro(found):
    hits = sum(len(w & f) for w, f in zip(wanted, found))
    return 2 * hits / (sum(map(len, wanted)) + sum(map(len, found)))

WORDS = {"stock": ("tienen", "hay", "queda"), "talla": ("talla", "número"),
         "envio": ("envío", "envio", "llega"),
         "precio_promo": ("precio", "cuesta", "descuento"), "cambio_devolucion": ("cambio", "devol"),
         "pago": ("pago", "tarjeta"), "queja": ("mal", "roto", "queja")}
plain = [{t for t, ws in WORDS.items() if any(w in x.casefold() for w in ws)} or {"otra"} for x in texts]
print(json.dumps({"f1": micro(found), "peer": micro(plain), "rate": len(texts) / took, "count": len(texts)}))
"""


def row_tagging() -> Row:
    found = measured(TAGGING, ROOT / "tests" / "data" / "inbox" / "voices.jsonl")
    return Row(
        f"Tagging: micro F1 on {found['count']:.0f} messages in voices it was not trained on",
        f"{found['f1']:.2f}, {found['rate']:.0f} messages a CPU second",
        f"{found['peer']:.2f}: a list of key words per topic",
        f"{found['f1'] / found['peer']:.2f} × the score",
    )


def row_bundle() -> Row | None:
    sizes = ROOT / "installers" / "sizes.json"
    if not sizes.exists():
        return None
    kept = json.loads(sizes.read_text(encoding="utf-8"))
    return Row(
        f"Frozen ({kept['day']}, {kept['commit']}), window after {kept['window_ms'] / 1000:.1f} s at load"
        f" {kept['load']}; .deb {kept['deb_mb']} MB",
        f"{kept['bundle_mb']} MB",
        f"{kept['bare_mb']} MB: the same libraries bundled the same way without Shopdesk",
        ratio(kept["bundle_mb"], kept["bare_mb"]),
    )


def table(rows: list[Row]) -> str:
    lines = ["| what | Shopdesk | beside it | ratio |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.ours} | {row.peer} | {row.ratio} |" for row in rows]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    where = f"Python {platform.python_version()}, {platform.system()}, {cores} cores, load {load:.1f}"
    day = datetime.now(UTC).date().isoformat()
    return "\n".join([*lines, "", f"Measured on {day}: {where}."])


def main(words: list[str]) -> int:
    wanted = [word for word in words if not word.startswith("-")]
    makers: dict[str, Callable[[], object]] = {
        "import": row_import, "plan": row_plan, "window": rows_window, "batch": row_batch,
        "tagging": row_tagging, "bundle": row_bundle,
    }  # fmt: skip
    rows: list[Row] = []
    for name, make in makers.items():
        if wanted and name not in wanted:
            continue
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        made = make()
        rows += [one for one in (made if isinstance(made, tuple) else (made,)) if isinstance(one, Row)]
        print(*rows[-1:], sep="\n", file=sys.stderr, flush=True)
    text = table(rows)
    print(text)
    if "--write" in words:
        readme = ROOT / "README.md"
        before, _begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
