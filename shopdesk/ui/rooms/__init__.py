"""One package a page of the sidebar."""
