"""A new shop, where nobody is known to have bought twice."""

from __future__ import annotations

import pandas as pd

from shopdesk.domain import cycles


def test_a_shop_without_known_buyers_has_no_cycles() -> None:
    frame = pd.DataFrame({"product": [], "length": [], "ended": []})
    assert cycles.cycles(frame) == {}
