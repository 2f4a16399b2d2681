"""Full-text search over messages, kept in step by triggers."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE message_search USING fts5("
        "text, author, content='message', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER message_search_insert AFTER INSERT ON message BEGIN "
        "INSERT INTO message_search(rowid, text, author) VALUES (new.id, new.text, new.author); END"
    )
    op.execute(
        "CREATE TRIGGER message_search_delete AFTER DELETE ON message BEGIN "
        "INSERT INTO message_search(message_search, rowid, text, author) "
        "VALUES ('delete', old.id, old.text, old.author); END"
    )
    op.execute(
        "CREATE TRIGGER message_search_update AFTER UPDATE OF text, author ON message BEGIN "
        "INSERT INTO message_search(message_search, rowid, text, author) "
        "VALUES ('delete', old.id, old.text, old.author); "
        "INSERT INTO message_search(rowid, text, author) VALUES (new.id, new.text, new.author); END"
    )


def downgrade() -> None:
    raise RuntimeError("a shop's file never goes back")
