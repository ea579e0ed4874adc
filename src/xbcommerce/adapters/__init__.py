"""The ports of `xbcommerce.kernel.ports`, implemented.

    memory    for tests, notebooks and decisions that need no tomorrow
    sqlite    one file, safe against crashes and other writers
    typed     your own event classes in and out of any event log, your own values in and out of any documents

A host that has a database of its own writes an adapter of two or three methods and proves it with
`xbcommerce.testing.contracts`.
"""
