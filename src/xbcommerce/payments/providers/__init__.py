"""What a payment provider is, as dated data: how amounts travel, what is taken, which methods it offers."""
