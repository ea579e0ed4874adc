"""What a buyer should pay and what was tried: payment facts, what follows, what may be done next."""
