"""Which way an order is paid: who may take it, what of it reaches the seller, and whom to try next."""
