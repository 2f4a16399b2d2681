"""Counter mode: the one page staff sees, and the way in and out of it."""
