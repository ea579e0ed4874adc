"""The way of one order's money from the buyer to the bank: facts, what follows, what must be done."""
