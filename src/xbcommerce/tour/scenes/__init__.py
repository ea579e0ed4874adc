"""What the tour shows, one module a stop: read from the store through the ports, and explained."""
