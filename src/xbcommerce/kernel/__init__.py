"""The words every room shares: money, time, places, measures, refusals, workflows, rules, records.

    money       exact amounts, rounding, allocation, the ISO 4217 table
    fx          dated rates, quotes, conversion
    unmet       one way to say no; `messages` puts it in the reader's language
    workflow    life cycles as deciders over one transition table
    dated       facts that change with time: validity, sources, rule sets, as-of look-up
    calendars   working days and business hours
    places      countries, territories, addresses, postal codes
    measures    exact mass and size
    identifiers numbers of businesses, declarations, parcels and products
    text        text in many languages with fallback
    estimate    a figure with its uncertainty
    codec       every public value to JSON and back
    ports       what a host supplies: event log, documents
    errors      what is raised

Import from the module you need; this package itself imports nothing.
"""
