"""How files become rows: prepared in temporary tables, promoted in one transaction, taken back by images."""
