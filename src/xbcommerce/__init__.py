"""The decisions of a cross-border shop, as pure functions over values.

Importing this package imports nothing else: take what you need from its rooms, for example
``from xbcommerce.payments import settle`` or ``from xbcommerce.kernel.money import allocate``.
"""
