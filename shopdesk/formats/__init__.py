"""Files that owners bring, read into records or problems."""
