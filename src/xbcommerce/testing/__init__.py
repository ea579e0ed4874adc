"""What a host's own test suite needs: values of every public type, and proofs for its adapters.

    strategies    Hypothesis strategies: products, orders, rates, parcels, listings, ...
    gateway       a payment provider that loses, delays, repeats and reorders as a script says
    contracts     one class to subclass per port: EventLogContract, DocumentsContract

With Hypothesis installed, ``st.from_type`` also knows the public types; nothing needs to be imported for it.
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    msg = "xbcommerce.testing needs Hypothesis and pytest: pip install 'xbcommerce[testing]'"
    raise ImportError(msg)
