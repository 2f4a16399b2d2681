"""When to order again, up to what, and the terms that explain it."""
