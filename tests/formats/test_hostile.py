"""Whatever an owner drops is accepted, partly accepted, asked about, or refused in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shopdesk.formats.base import RejectedRow, Undecided
from shopdesk.formats.reading import read
from shopdesk.runtime.errors import ShopdeskError
from tests.formats.hostile import Case
from tests.formats.hostile_containers import of_containers
from tests.formats.hostile_texts import of_encodings, of_shapes
from tests.formats.hostile_values import of_orders, of_values

PACK = of_encodings() + of_shapes() + of_containers() + of_values() + of_orders()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pack")


@dataclass
class Outcome:
    """What came of a file."""

    verdict: str
    code: str = ""
    rows: tuple[int, int, int] = (0, 0, 0)
    records: list[Any] = field(default_factory=list)
    rejections: list[RejectedRow] = field(default_factory=list)
    said: tuple[str, str] = ("", "")


def _outcome(case: Case, path: Path) -> Outcome:
    try:
        with read(path, options=case.options) as reading:
            batches = list(reading)
    except ShopdeskError as error:
        verdict = "asked" if isinstance(error, Undecided) else "refused"
        return Outcome(verdict, error.code, said=(error.message, error.next_step))
    counts = reading.counts
    assert counts.rows == counts.accepted + counts.rejected + counts.ignored
    assert all(one.message for batch in batches for one in batch.ignored)
    return Outcome(
        "partly" if counts.rejected else "accepted",
        rows=(counts.accepted, counts.rejected, counts.ignored),
        records=[record for batch in batches for record in batch.records],
        rejections=[row for batch in batches for row in batch.rejected],
    )


@pytest.mark.parametrize("case", PACK, ids=[case.name for case in PACK])
def test_each_file_of_the_pack_comes_out_as_told(case: Case, places: Path) -> None:
    path = places / case.name
    path.write_bytes(case.content() if callable(case.content) else case.content)
    found = _outcome(case, path)
    codes = {one.problem.code for one in found.rejections}
    assert (found.verdict, found.rows) == (case.verdict, case.rows), (found.code, codes)
    if case.records is not None:
        assert len(found.records) == case.records
    assert case.check(found.records)
    if case.verdict == "partly":
        assert case.code in codes
        assert all(one.problem.message and one.problem.line == one.line for one in found.rejections)
    elif case.verdict in {"asked", "refused"}:
        assert found.code == case.code
        assert all(found.said)
        assert "\n" not in found.said[0]


def test_the_pack_has_sixty_files_and_more() -> None:
    assert len({case.name for case in PACK}) >= 60
    assert {case.verdict for case in PACK} == {"accepted", "partly", "asked", "refused"}
