"""One door to each part of the outside world."""
