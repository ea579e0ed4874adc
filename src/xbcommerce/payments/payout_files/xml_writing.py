"""Elements of XML as text: small functions, so that a message reads as its structure."""

from __future__ import annotations

from html import escape


def text_element(name: str, text: str) -> str:
    """Write an element with a text; none for a blank one."""
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text.strip() else ""


def element(name: str, *children: str) -> str:
    """Write an element around others; none around nothing."""
    inside = "".join(children)
    return f"<{name}>{inside}</{name}>" if inside else ""


def path_element(path: str, text: str) -> str:
    """Write a text inside elements, outermost first, such as ``"SvcLvl/Cd"``; none for a blank one."""
    *outer, name = path.split("/")
    written = text_element(name, text)
    for around in reversed(outer):
        written = element(around, written)
    return written
