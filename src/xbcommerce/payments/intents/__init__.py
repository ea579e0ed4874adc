"""What a buyer should pay and what was tried: payment facts, what follows from them, what may be done next."""
