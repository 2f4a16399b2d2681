"""Who bought, as WooCommerce's exporters with machine names call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BILLING: Mapping[str, Sequence[str]] = {
    "customer_id": ("customer id",),
    "first_name": ("billing first name",),
    "last_name": ("billing last name",),
    "email": ("billing email", "customer email"),
    "phone": ("billing phone",),
    "city": ("billing city", "shipping city"),
    "country": ("billing country",),
}
