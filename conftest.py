"""Every example runs: README, docs and docstrings are collected beside the tests."""

from doctest import ELLIPSIS

from hypothesis import settings
from sybil import Sybil
from sybil.parsers import markdown, rest
from sybil.sybil import SybilCollection

settings.register_profile("default", deadline=None)  # a busy CPU is no failure
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("default")  # --hypothesis-profile=thorough overrides

_markdown = [markdown.PythonCodeBlockParser(), markdown.SkipParser()]
_python = [rest.DocTestParser(optionflags=ELLIPSIS), rest.PythonCodeBlockParser()]
pytest_collect_file = SybilCollection(
    [
        Sybil(path=".", parsers=_markdown, patterns=["README.md"]),
        Sybil(path="docs", parsers=_markdown, patterns=["*.md"]),
        Sybil(path="src", parsers=_python, patterns=["*.py"]),
    ]
).pytest()
