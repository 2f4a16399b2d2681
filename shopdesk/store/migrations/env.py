"""Alembic's entry: runs on the connection it is given, inside that connection's transaction."""

from alembic import context
from sqlmodel import SQLModel

from shopdesk.store import models  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
