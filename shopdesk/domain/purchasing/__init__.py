"""How much to buy: lots, splits, limits and what is already too much."""
