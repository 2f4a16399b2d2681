"""Clientes: do they come back, and who they are."""
