"""Ours beside peers and beside the limit, in one run: ``python -m benchmarks [topic ...] [--json FILE]``."""
