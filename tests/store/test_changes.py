"""A kept answer is given again while nothing was written, and never after anybody wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlalchemy import insert
from sqlmodel import Session

from shopdesk.services.context import Shop
from shopdesk.store.models import Channel, StoredResult


class _Answers:
    """Numbers its answers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._made = 0

    def ask(self, of: str = "") -> int:
        return self._shop.store.remembered.get("answer", of, self._make)

    def _make(self) -> int:
        self._made += 1
        return self._made


def _keep(session: Session, shop: Shop, name: str) -> None:
    session.execute(insert(StoredResult), [{"name": name, "value": 1, "computed_at": shop.now()}])


def test_an_answer_is_worked_out_once_while_nothing_is_written(shop: Shop) -> None:
    answers = _Answers(shop)
    assert [answers.ask(), answers.ask()] == [1, 1]
    with shop.store.read():
        assert answers.ask() == 1
    assert answers.ask("another day") == 2


def test_a_write_of_this_program_makes_the_answer_anew(shop: Shop) -> None:
    answers = _Answers(shop)
    answers.ask()
    with shop.store.write() as session:
        session.add(Channel(code="web", name="Web"))
    assert answers.ask() == 2


def test_a_write_of_another_program_makes_the_answer_anew(shop: Shop) -> None:
    answers = _Answers(shop)
    answers.ask()
    with closing(sqlite3.connect(shop.store.file)) as other, other:
        other.execute("INSERT INTO channel (code, name) VALUES ('web', 'Web')")
    assert answers.ask() == 2


def test_keeping_a_result_changes_no_fact(shop: Shop) -> None:
    answers = _Answers(shop)
    answers.ask()
    with shop.store.write() as session:
        _keep(session, shop, "one")
    assert answers.ask() == 1
    with shop.store.write() as session:
        _keep(session, shop, "two")
        session.add(Channel(code="web", name="Web"))
    assert answers.ask() == 2


def test_what_another_wrote_before_a_result_is_kept_is_not_overlooked(shop: Shop) -> None:
    answers = _Answers(shop)
    answers.ask()
    with closing(sqlite3.connect(shop.store.file)) as other, other:
        other.execute("INSERT INTO channel (code, name) VALUES ('web', 'Web')")
    with shop.store.write() as session:
        _keep(session, shop, "one")
    assert answers.ask() == 2


def test_what_another_writes_right_after_a_result_is_kept_is_not_overlooked(shop: Shop) -> None:
    answers = _Answers(shop)
    answers.ask()
    with closing(sqlite3.connect(shop.store.file)) as other:

        def write_between() -> None:
            with other:
                other.execute("INSERT INTO channel (code, name) VALUES ('web', 'Web')")
            passed_over()

        passed_over = shop.store.changes.pass_over
        shop.store.changes.pass_over = write_between  # type: ignore[method-assign]
        with shop.store.write() as session:
            _keep(session, shop, "one")
    assert answers.ask() == 2
