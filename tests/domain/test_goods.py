"""Shoes come in pairs, everything else in pieces."""

from __future__ import annotations

import pytest

from shopdesk.domain.goods import counted_in
from shopdesk.runtime.i18n import Goods

WORDS = ("bot", "tenis", "zapat")


@pytest.mark.parametrize(
    ("styles", "sizes", "goods"),
    [
        ([("Botín Sierra", ""), ("Nube", "Tenis")], ["24"], Goods.PAIRS),
        # Three of five styles are shoes: 0.6, just enough; two of five are not.
        ([("Bota A", ""), ("Bota B", ""), ("Tenis C", ""), ("Bolso", ""), ("Falda", "")], [], Goods.PAIRS),
        ([("Bota A", ""), ("Bota B", ""), ("Collar", ""), ("Bolso", ""), ("Falda", "")], [], Goods.PIECES),
        ([("Vestido Frida", "Vestidos")], ["S", "M"], Goods.PIECES),
        # Nobody says shoe, but nothing else is sold in half sizes.
        ([("Nube", ""), ("Lúa", "")], ["24", "24,5"], Goods.PAIRS),
        ([("Pantalón Recto", "")], ["34", "36"], Goods.PIECES),
        ([("Vestido Frida", "")], ["24.5"], Goods.PAIRS),
        ([], [], None),
    ],
)
def test_a_shop_of_shoes_counts_in_pairs_any_other_in_pieces(styles, sizes, goods):
    assert counted_in(styles, sizes, WORDS) is goods
