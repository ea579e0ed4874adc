"""The ports of `xbcommerce.kernel.ports` and of the rooms, implemented.

    memory       a store for tests, notebooks and decisions that need no tomorrow
    sqlite       a store in one file, safe against crashes and other writers
    sqlalchemy   a store in PostgreSQL or SQLite, plain or awaited
    registry     any of them by its address, those of other distributions too
    typed        your own classes in and out of any store: events, documents, effects
    drivers      carry out what an outbox holds, plain or awaited, with retries and parking
    journal      the books of the payments room, over any event log
    duties       duty rates of the supply room, out of a rule set
    rule_sets    rule sets, every version of them, over any documents
    rule_files   rules in a folder, checked whole; rule_file says what a file holds
    failures     why a store cannot do its work, one family for all of them

A host that has a database of its own writes an adapter of a few methods and proves it with
`xbcommerce.testing.contracts`.
"""
