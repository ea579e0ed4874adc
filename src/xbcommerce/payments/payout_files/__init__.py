"""Payouts as files for the bank: written, checked beyond what a schema sees, and followed to their fate."""
