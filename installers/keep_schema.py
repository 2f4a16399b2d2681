"""Keep a database of this schema, with data in every room, for the migration test of later programs.

    python installers/keep_schema.py       writes tests/data/schemas/REVISION.sql.gz; do it at each release

The rows are the example shop's, thinned out to the first of each table so that the file stays small; every
foreign key of a kept row is kept too.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import demo
from shopdesk.services.mail import approve
from shopdesk.shop import open_shop
from shopdesk.store import migrate

ROOT = Path(__file__).resolve().parent.parent
ORDERS = 150
CUSTOMERS = 400


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = DataFolder(Path(scratch) / "shop")
        shop = open_shop(folder, today=date(2026, 11, 21))
        demo.fill(shop)
        approve.approve(shop)
        shop.store.flush_journal()
        shop.store.close()
        with closing(sqlite3.connect(folder.database)) as base:
            _thin_out(base)
            broken = base.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                print(f"{len(broken)} rows without their parent", file=sys.stderr)
                return 1
            script = "\n".join(_plain(base))
        target = ROOT / "tests" / "data" / "schemas" / f"{migrate.HEAD}.sql.gz"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(gzip.compress(script.encode("utf-8"), mtime=0))
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
    return 0


def _thin_out(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA foreign_keys = OFF")
    base.execute(
        "DELETE FROM sale_order WHERE id <= (SELECT max(id) FROM sale_order) - ? "
        "AND id NOT IN (SELECT order_id FROM outbox_letter WHERE order_id IS NOT NULL)",
        (ORDERS,),
    )
    newest = "SELECT max(id) FROM stock_snapshot GROUP BY variant_id"
    base.execute(f"DELETE FROM stock_snapshot WHERE id NOT IN ({newest})")  # noqa: S608 - a constant
    base.execute("DELETE FROM import_image")
    base.execute("DELETE FROM import_claim")
    base.execute(
        "DELETE FROM customer WHERE id > ? AND merged_into_id IS NULL "
        "AND id NOT IN (SELECT customer_id FROM outbox_letter WHERE customer_id IS NOT NULL)",
        (CUSTOMERS,),
    )
    while True:
        orphans = base.execute("PRAGMA foreign_key_check").fetchall()
        if not orphans:
            break
        for table, row, _parent, _number in orphans:
            base.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608 - SQLite's own name
    base.commit()
    base.execute("VACUUM")


def _plain(base: sqlite3.Connection) -> list[str]:
    """Return the dump; what a full-text index keeps for itself is left to the index to make again."""
    indexes = dict(
        base.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'").fetchall()
    )
    own = tuple(f'"{name}' for name in indexes)
    kept = [
        line
        for line in base.iterdump()
        if "writable_schema" not in line
        and "INSERT INTO sqlite_master" not in line
        and not line.startswith(tuple(f"INSERT INTO {name}" for name in own))
        and not line.startswith(tuple(f"CREATE TABLE '{name[1:]}" for name in own))
    ]
    made = [f"{sql};\nINSERT INTO {name}({name}) VALUES ('rebuild');" for name, sql in indexes.items()]
    return [*kept[:-1], *made, kept[-1]]


if __name__ == "__main__":
    sys.exit(main())
