"""What a host's own test suite needs: values of every public type, and proofs for its adapters.

    strategies    Hypothesis strategies: products, orders, rates, parcels, listings, ...
    contracts     one class to subclass per port: EventLogContract, DocumentsContract

With Hypothesis installed, ``st.from_type`` also knows the public types; nothing needs to be imported for it.
"""
