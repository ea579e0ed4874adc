"""What is there, on the way, and promised."""
