"""What a provider takes: price lists as data, the fee on an amount line by line, the price that covers it."""
