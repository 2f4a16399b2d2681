"""Letters to customers: planned, seen, approved, sent once, and listened to."""
