"""Sources of the packaged customs rules: a guess about early days claims no more than a guess."""

from __future__ import annotations

from xbcommerce.kernel.dated import Status, Tier
from xbcommerce.reference.customs.rules import packaged_rules

COPIES = ("owlbrief.com", "paperzz.com", "valueaddedresource.net")
"""Sites that show what others wrote."""


def test_every_record_says_where_it_is_from_and_when_that_was_read() -> None:
    """Whatever it is about."""
    unsaid = [one.id for one in packaged_rules().records if one.source is None or one.source.read_on is None]
    assert not unsaid


def test_a_start_that_nobody_attests_is_at_best_one_source() -> None:
    """An estimate that reaches back for ever was taken from a later record, or from one open data set."""
    records = packaged_rules().records
    guesses = [one for one in records if one.status is Status.ESTIMATED and one.validity.start is None]
    assert len(guesses) > 50
    bold = {one.id for one in guesses if one.source and one.source.tier in {Tier.A, Tier.B}}
    assert bold <= {"nz-not-levied-open"}  # the press on the change of 2010 told the limit before it


def test_a_copy_on_another_site_is_no_official_text() -> None:
    """It may be an old edition, or a summary."""
    sources = [one.source for one in packaged_rules().records if one.source]
    copies = [source for source in sources if any(site in source.url for site in COPIES)]
    assert copies
    assert not [source.title for source in copies if source.tier is Tier.A]
