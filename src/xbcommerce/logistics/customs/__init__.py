"""What the border costs: classification, duty, tax, thresholds, landed cost, declarations."""
