"""From whom, by which way and by which day: offers worked out and compared."""
