"""For contributors: write the script that brings the tables to what the models say.

    python -m shopdesk.store.migrations REVISION "what it does"

Compares a database at the revisions before REVISION with the models. Never rewrite a released one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from shopdesk.store import models  # noqa: F401 - fills the metadata
from shopdesk.store.database import make_engine

HERE = Path(__file__).parent
_TEMPLATE = '''"""{message}"""

import sqlalchemy as sa
import sqlmodel
import sqlmodel.sql.sqltypes
from alembic import op

revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}


def downgrade() -> None:
    raise RuntimeError("a shop's file never goes back")
'''


def main(revision: str, message: str) -> None:
    """Write ``versions/REVISION.py``."""
    earlier = [p.stem[:4] for p in sorted((HERE / "versions").glob("[0-9]*.py")) if p.stem[:4] < revision]
    config = Config()
    config.set_main_option("script_location", str(HERE))
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(Path(folder) / "draft.db", foreign_keys=False)
        with engine.connect() as connection:
            if earlier:
                config.attributes["connection"] = connection
                command.upgrade(config, earlier[-1])
            context = MigrationContext.configure(
                connection, opts={"render_as_batch": True, "include_object": _is_ours}
            )
            found = produce_migrations(context, SQLModel.metadata)
            assert found.upgrade_ops is not None
            body = render_python_code(found.upgrade_ops, render_as_batch=True)
        engine.dispose()
    before = f'"{earlier[-1]}"' if earlier else "None"
    target = HERE / "versions" / f"{revision}_{message.replace(' ', '_')}.py"
    lines = [line for line in body.splitlines() if "# ###" not in line]
    body = "    " + "\n".join(lines).strip()
    target.write_text(
        _TEMPLATE.format(message=message.capitalize() + ".", revision=revision, before=before, body=body)
    )


def _is_ours(_thing: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    return not (name or "").startswith("message_search")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
