"""How many examples a law is tried on, in step with the profile that pytest was started with."""

from __future__ import annotations

from hypothesis import settings

HALF = settings(max_examples=settings.default.max_examples // 2)
"""For laws whose examples are long and much alike; the profile ``thorough`` tries ten times as many."""
