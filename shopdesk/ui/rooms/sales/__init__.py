"""The Ventas room: weeks, the list of sales, the catalogue and the imports."""
