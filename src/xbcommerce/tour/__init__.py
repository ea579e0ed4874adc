"""One shop, one order, every room, explained: ``python -m xbcommerce``."""
