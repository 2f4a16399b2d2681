"""Alembic scripts, inside the package so that every bundle carries them."""
