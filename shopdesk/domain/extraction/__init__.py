"""What a customer's message names: product, colour, size with its role and scale, order number."""
