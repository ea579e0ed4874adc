"""The files that are packaged with the library, and rules in the files of any package."""

from __future__ import annotations

from importlib.resources import files
from typing import Generic, TypeVar

from attrs import frozen

from xbcommerce.kernel.dated import RuleSet

T = TypeVar("T")


def packaged_text(name: str, *, package: str = "xbcommerce.reference") -> str:
    """Read a file of a package, e.g. ``"ecb_rates.json"``."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


@frozen
class PackagedRules(Generic[T]):
    """One file of a package as a source of rules; see `RuleSource`.

    Attributes:
        name: The file, e.g. ``"customs/charges.json"``.
        form: What is in it, e.g. ``RuleSet[ChargeRule]``, for the codec to read it.
        package: Whose file it is; a host may package rules of its own.

    Example:
        >>> from xbcommerce.logistics.customs.incoterms import IncotermRecord
        >>> terms = PackagedRules("customs/incoterms.json", RuleSet[IncotermRecord])
        >>> [key for key in terms.load().keys if key.startswith("incoterm/D")]
        ['incoterm/DAF', 'incoterm/DAP', 'incoterm/DAT', 'incoterm/DDP', 'incoterm/DDU', ...]
    """

    name: str
    form: type[RuleSet[T]]
    package: str = "xbcommerce.reference"

    def load(self) -> RuleSet[T]:
        """Read the file.

        Raises:
            BadDocumentError: It is no rule set of this form; every problem is named.
        """
        from xbcommerce.kernel.codec import from_json

        return from_json(packaged_text(self.name, package=self.package), self.form)
