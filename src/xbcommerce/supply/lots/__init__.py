"""How much to order at once."""
