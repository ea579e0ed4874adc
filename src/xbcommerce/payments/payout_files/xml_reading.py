"""XML that came from outside, read without its traps.

A document that declares a DOCTYPE is refused before anything in it is expanded: payment messages have none,
and entities declared there are how a small file fills a memory. Names are read without their namespace, which
says only which message it is and in which version.

Example:
    >>> from xbcommerce.payments.payout_files.xml_reading import read_message
    >>> print(read_message("<!DOCTYPE a [<!ENTITY x 'xx'>]><a>&x;</a>", "pain.001"))
    payout_file.doctype at document
    >>> print(read_message("<Document xmlns='urn:x:camt.053.001.08'><B/></Document>", "pain.001"))
    payout_file.other_message at document (expected=pain.001, found=camt.053.001.08)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from xbcommerce.kernel.unmet import Refusal, Unmet

_MESSAGE = re.compile(r"[a-z]{4}\.[0-9]{3}\.[0-9]{3}\.[0-9]{2}", re.ASCII)


class _DoctypeError(Exception):
    """The document declares a DOCTYPE."""


class _Builder(TreeBuilder):
    """Builds a tree of local names, and stops where a DOCTYPE begins."""

    def doctype(self, *_: object) -> None:
        raise _DoctypeError


def read_message(document: str | bytes, message: str) -> Element | Refusal:
    """Read a document of one kind of message, in any version.

    Args:
        document: The text, or its bytes in the encoding that they declare.
        message: Such as ``"pain.001"``.

    Returns:
        The root, or a refusal ``payout_file.malformed_xml``, ``payout_file.doctype`` or
        ``payout_file.other_message``.
    """
    parser = XMLParser(target=_Builder())  # noqa: S314 (a DOCTYPE, where the attacks live, is refused)
    try:
        parser.feed(document)
        root: Element = parser.close()
    except _DoctypeError:
        return Refusal.of(Unmet("payout_file.doctype", "document"))
    except (ParseError, LookupError, ValueError) as error:
        return Refusal.of(Unmet("payout_file.malformed_xml", "document", {"reason": str(error)}))
    found = _MESSAGE.search(namespace_of(root))
    name = found[0] if found else local_name(root)
    if not name.startswith(f"{message}."):
        return Refusal.of(
            Unmet("payout_file.other_message", "document", {"expected": message, "found": name})
        )
    return root


def namespace_of(element: Element) -> str:
    """Return the namespace of an element, empty for none."""
    return element.tag[1:].partition("}")[0] if element.tag[0] == "{" else ""


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, path: str) -> Iterator[Element]:
    """Go through the descendants at a path of local names, such as ``"PmtId/EndToEndId"``."""
    name, _, rest = path.partition("/")
    for child in element:
        if local_name(child) == name:
            yield from children(child, rest) if rest else (child,)


def child(element: Element, path: str) -> Element | None:
    """Return the first of them."""
    return next(children(element, path), None)


def text_of(element: Element) -> str:
    """Return the text of an element without the space around it."""
    return (element.text or "").strip(" \t\r\n")


def text_at(element: Element, path: str) -> str:
    """Return the text at a path without the space around it, empty where there is none."""
    found = child(element, path)
    return "" if found is None else text_of(found)
