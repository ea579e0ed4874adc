"""Double-entry books: append-only, in whole minor units, balanced in every currency at every step."""
