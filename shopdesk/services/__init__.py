"""What the owner does, one verb a function."""
