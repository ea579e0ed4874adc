"""Declarations: whole and full of gaps, product identifiers, what destinations ask, stop words, labels."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.identifiers import Kind
from xbcommerce.kernel.places import Address
from xbcommerce.logistics.customs import Buyer, When
from xbcommerce.logistics.customs.declarations import (
    DECLARATION_FACTS,
    LINE_FACTS,
    Declaration,
    DeclaredLine,
    DeclaredParty,
    LabelFields,
    PostalFormRule,
    ProductId,
    ProductIdKind,
    Reason,
    Requirement,
    StopWords,
    cn22_fields,
    cn23_fields,
)
from xbcommerce.logistics.mode import Mode

NUMBERS = {
    "ioss_number": "IM5280000461",
    "eori": "DE1234567",
    "pccc": "P123456789012",
    "cpf": "529.982.247-25",
    "id_number": "110101199003070000",
    "voec_number": "2012345",
}
"""Numbers by name, each of the right form."""
_SCHEMES = ("IOSS", "VOEC", "AU-GST", "GB-VAT")
_ANN = Address("Ann Lee", ("Am Sandtorkai 1",), "Hamburg", "DE", "20457")
_GOODS = (("cotton t-shirt", "610910"), ("ceramic mug", "691200"), ("goods", "9503"), ("", None))
_TERMS = ("gift", "goods", "spare parts", "samples", "general cargo", "clothes", "various products")
_GTINS = ("4006381333931", "96385074", "036000291452")


def product_ids() -> st.SearchStrategy[ProductId]:
    """Identifiers of every kind."""
    skus = st.integers(0, 10**6).map("SKU-{}".format)
    return st.one_of(
        st.builds(ProductId, st.just(ProductIdKind.M_PID), skus),
        st.builds(ProductId, st.just(ProductIdKind.NS_PID), skus),
        st.builds(ProductId, st.just(ProductIdKind.S_PID), st.sampled_from(_GTINS)),
        st.just(ProductId(ProductIdKind.NONE)),
    )


def stop_words() -> st.SearchStrategy[StopWords]:
    """Some of the terms that describe no goods."""
    return st.frozensets(st.sampled_from(_TERMS)).map(StopWords)


def postal_form_rules() -> st.SearchStrategy[PostalFormRule]:
    """Limits of the small form."""
    return st.builds(PostalFormRule, st.fractions(1, 1_000), st.integers(1, 5_000))


def requirements() -> st.SearchStrategy[Requirement]:
    """One fact of any kind, asked of everybody or of some."""
    facts = st.sampled_from([*LINE_FACTS, *DECLARATION_FACTS, *NUMBERS])
    conditions = st.sampled_from(
        [
            When(),
            When(buyers=[Buyer.CONSUMER]),
            When(modes=[Mode.POSTAL]),
            When(registered=frozenset({"IOSS"})),
        ]
    )
    return st.builds(
        Requirement,
        facts,
        conditions,
        value_max=st.none() | st.just(Money("150.00", "EUR")),
        kind=st.none() | st.sampled_from(Kind),
        mandatory=st.booleans(),
    )


def declared_parties() -> st.SearchStrategy[DeclaredParty]:
    """Senders and recipients, some of whom nobody knows."""
    return st.builds(
        DeclaredParty, st.sampled_from([None, _ANN]), st.sampled_from(["", "+49 40 1"]), st.just("")
    )


def declared_lines(*, whole: bool = False) -> st.SearchStrategy[DeclaredLine]:
    """Lines in euros; unless ``whole``, any fact may be missing."""
    gap: st.SearchStrategy[None] = st.nothing() if whole else st.none()
    goods = st.sampled_from(_GOODS[:2] if whole else _GOODS)
    cents = st.integers(0, 40_000).map(lambda amount: Money(f"{amount // 100}.{amount % 100:02}", "EUR"))
    ids = st.lists(product_ids(), min_size=int(whole), max_size=2)
    return st.builds(
        _line,
        st.integers(0, 10**6).map("l{}".format),
        goods,
        st.integers(1, 20) | gap,
        st.integers(1, 5_000) | gap,
        cents | gap,
        st.sampled_from(["CN", "DE", "US"]) | gap,
        ids,
    )


def _line(
    name: str,
    goods: tuple[str, str | None],
    pieces: int | None,
    grams: int | None,
    value: Money | None,
    origin: str | None,
    numbers: list[ProductId],
) -> DeclaredLine:
    description, code = goods
    return DeclaredLine(name, description, pieces, grams, value, origin, code, numbers)


def declarations(*, whole: bool = False) -> st.SearchStrategy[Declaration]:
    """Declarations of some lines; unless ``whole``, full of gaps."""
    gap: st.SearchStrategy[None] = st.nothing() if whole else st.none()
    known = st.just(DeclaredParty(_ANN, "+49 40 1", "ann@example.org")) if whole else declared_parties()
    numbers = st.just(NUMBERS) if whole else st.dictionaries(st.sampled_from([*NUMBERS]), st.just(""))
    lines = st.lists(declared_lines(whole=whole), min_size=1, max_size=4, unique_by=lambda line: line.id)
    return st.builds(
        Declaration,
        lines,
        sender=known,
        recipient=known,
        reason=st.sampled_from(Reason) | gap,
        buyer=st.sampled_from(Buyer) | gap,
        mode=st.sampled_from(Mode) | gap,
        ship_from=st.just("CN") | gap,
        data_set=st.sampled_from(["H7", "H6"]) | gap,
        registrations=st.frozensets(st.sampled_from(_SCHEMES), max_size=1) | gap,
        gross_weight_g=st.integers(20_000, 30_000) | gap,
        references=numbers.map(FrozenMap[str, str]),
    )


def label_fields() -> st.SearchStrategy[LabelFields]:
    """The fields of both postal forms."""
    return st.builds(_printed, declarations(whole=True), st.booleans())


def _printed(declaration: Declaration, large: bool) -> LabelFields:  # noqa: FBT001 (drawn)
    fields = cn23_fields(declaration) if large else cn22_fields(declaration)
    assert isinstance(fields, LabelFields), fields
    return fields
