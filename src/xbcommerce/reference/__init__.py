"""What is packaged with the library as data: texts in the reader's language.

Domain rooms never import this package; a host passes what it needs.

Example:
    >>> from xbcommerce.kernel.dated import NoRule
    >>> from xbcommerce.reference import messages
    >>> from datetime import date
    >>> unknown = NoRule("vat/XX", date(2026, 3, 1), known=date(2026, 3, 1))
    >>> print(messages().explain(unknown, "zh_Hans"))
    截至2026年3月1日，没有找到vat/XX在2026年3月1日适用的规则
"""

from .texts import languages, messages

__all__ = ["languages", "messages"]
