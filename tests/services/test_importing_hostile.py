"""The hostile pack through the whole import: no traceback, no silent loss, nothing left when taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.services import importing
from shopdesk.services.importing import ImportOptions
from shopdesk.services.summary import summarise
from tests.formats.hostile import Case
from tests.formats.test_hostile import PACK


def _options(case: Case) -> ImportOptions:
    told = case.options
    return ImportOptions(
        kind=told.kind.value if told.kind else None, format=told.format, as_of=told.as_of,
        date_order=told.date_order, decimal=told.decimal, zone=told.zone, currency=told.currency,
        mapping=told.mapping, encoding=told.encoding,
    )  # fmt: skip


@pytest.mark.parametrize("part", range(6))
def test_the_pack_never_breaks_the_shop_and_loses_nothing_silently(shop, tmp_path: Path, part: int):
    for number, case in enumerate(PACK[part::6]):
        path = tmp_path / f"{number}" / case.name
        path.parent.mkdir()
        path.write_bytes(case.content() if callable(case.content) else case.content)
        done = importing.import_files(shop, [path], _options(case))[0]
        if done.refused is not None:
            assert done.refused.message
            assert done.refused.next_step
            assert done.rows == 0
            continue
        assert case.verdict in {"accepted", "partly"}, case.name
        assert done.rows == done.accepted + done.rejected + done.ignored, case.name
        told = {problem.line for problem in done.problems if problem.severity == "error"}
        assert done.rejected <= 1000
        assert len(told) >= min(done.rejected, 1), case.name
        importing.undo(shop, done.id or 0)
        found = summarise(shop)
        assert (found.orders, found.lines, found.customers, found.variants) == (0, 0, 0, 0), case.name
