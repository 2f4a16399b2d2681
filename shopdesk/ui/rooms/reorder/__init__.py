"""Resurtir: what to order, what is on the way, who from, and counting."""
