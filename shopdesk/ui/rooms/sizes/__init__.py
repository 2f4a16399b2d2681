"""Tallas: the heat map of sizes, the style in hand, the key sizes that are gone."""
