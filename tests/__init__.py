"""Laws, real cases and regressions; the folders mirror ``src/xbcommerce``."""
