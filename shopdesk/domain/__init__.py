"""The arithmetic of a shop: pure functions, no Qt, no SQL, no files, no clock, no words."""
