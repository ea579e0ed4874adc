"""What will be sold: methods, and how one is chosen on the past."""
