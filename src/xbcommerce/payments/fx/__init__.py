"""What exchange rates do to payments: differences between booking and settlement, and offers that expired."""
