"""What service means, and the stock level at which an order is due."""
