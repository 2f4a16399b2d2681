"""Replies with receipts: a sentence is said only if a fact stands behind it.

``facts`` is what may be known, ``asks`` what was asked, ``book`` the sentences as content, ``compose`` puts
them together. Numbers, dates, sizes, colours and names enter only as slots filled from facts.
"""
