"""Distributions of demand, to the digits that service levels near one need."""
