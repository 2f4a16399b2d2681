"""The example shop: two years of an invented shoe shop, the same for the same seed and day."""

from shopdesk.domain.example.catalogue import Model, Variant, read_models
from shopdesk.domain.example.orders import Buyer, ExampleOrder, Names, Piece, write_orders
from shopdesk.domain.example.seasons import CommercialDate
from shopdesk.domain.example.shelf import Arrival, Habits, Shelf, run_shop

__all__ = [
    "Arrival",
    "Buyer",
    "CommercialDate",
    "ExampleOrder",
    "Habits",
    "Model",
    "Names",
    "Piece",
    "Shelf",
    "Variant",
    "read_models",
    "run_shop",
    "write_orders",
]
