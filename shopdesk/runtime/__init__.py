"""What any program needs and what knows nothing of shops."""
