"""Importing a room is cheap, and does nothing: no data frame, no test tool, no file, no clock."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import xbcommerce

ROOT = Path(xbcommerce.__file__).parent
HEAVY = [
    "babel.dates", "cattrs", "holidays", "hypothesis", "importlib.metadata", "narwhals", "numpy", "pandas",
    "polars", "pyarrow", "pytest", "scipy", "sqlalchemy", "sqlite3",
]  # fmt: skip
ROOMS = ("catalog", "logistics", "orders", "market", "payments", "risk", "service", "supply")
ACTS = {
    "open", "print", "input", "eval", "exec", "read_text", "read_bytes", "now", "today", "utcnow", "time",
    "monotonic", "getenv", "environ", "connect", "urlopen", "uuid4", "random", "getcwd", "files",
}  # fmt: skip


def domain_modules() -> list[str]:
    """Name the kernel's modules and the rooms that exist."""
    kernel = [f"xbcommerce.kernel.{module.name}" for module in pkgutil.iter_modules([str(ROOT / "kernel")])]
    rooms = [f"xbcommerce.{room}" for room in ROOMS if (ROOT / room / "__init__.py").exists()]
    return ["xbcommerce.kernel", *kernel, *rooms]


def loaded_by(module: str, *candidates: str) -> list[str]:
    """Import a module in an interpreter of its own, and return which of the candidates that loaded."""
    program = (
        f"import sys\nimport {module}\nprint(*[name for name in {list(candidates)!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


@pytest.mark.parametrize("module", domain_modules())
def test_importing_a_domain_module_loads_nothing_heavy(module: str) -> None:
    """A module of the domain costs attrs and moneyed; the rest is imported where it is used."""
    assert loaded_by(module, *HEAVY) == []


def test_frames_load_no_engine() -> None:
    """Only the engine of the table that is given is ever loaded, and the caller has loaded that one."""
    pytest.importorskip("narwhals", reason="narwhals is not installed; it comes with xbcommerce[frames]")
    engines = ["cudf", "dask", "duckdb", "ibis", "modin", "numpy", "pandas", "polars", "pyarrow", "pyspark"]
    assert loaded_by("xbcommerce.frames", "narwhals", *engines) == ["narwhals"]


def test_importing_the_package_loads_nothing_of_ours() -> None:
    """``import xbcommerce`` is free."""
    program = "import sys, xbcommerce; print(*(name for name in sys.modules if name[:4] in ('xbco', 'attr')))"
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["xbcommerce"]


def test_the_guard_sees_what_is_loaded() -> None:
    """If the look at another interpreter saw nothing at all, the tests above would pass on anything."""
    assert loaded_by("decimal, json", "decimal", "json", "numpy") == ["decimal", "json"]


def test_the_plugin_for_hypothesis_is_cheap() -> None:
    """Every ``import hypothesis`` pays for the plugin, so it loads no room and no strategies."""
    found = loaded_by(
        "xbcommerce.testing._plugin",
        *(f"xbcommerce.{room}" for room in ROOMS),
        "xbcommerce.testing.strategies",
        "xbcommerce.kernel.money",
        "cattrs",
        "pytest",
    )
    assert found == []


def at_import(tree: ast.AST) -> Iterator[ast.Call | ast.Attribute]:
    """Go through what a module does when it is imported: not into functions, but into their defaults."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            outside = [*child.args.defaults, *[value for value in child.args.kw_defaults if value]]
            outside += [] if isinstance(child, ast.Lambda) else child.decorator_list
            for part in outside:
                yield from at_import(ast.Expr(part))
            continue
        if isinstance(child, ast.If) and _is_main_guard(child.test):
            continue
        if isinstance(child, ast.Call | ast.Attribute):
            yield child
        yield from at_import(child)


def _is_main_guard(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


def actions(source: str) -> list[str]:
    """Name the calls of a module that read files, clocks, chance or the environment while it is imported."""
    found = []
    for node in at_import(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else node
        name = (
            called.id
            if isinstance(called, ast.Name)
            else called.attr
            if isinstance(called, ast.Attribute)
            else ""
        )
        acts = name in ACTS if isinstance(node, ast.Call) else name == "environ"
        if acts and not (name == "time" and _has_arguments(node)):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def _has_arguments(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and bool(node.args or node.keywords)  # datetime.time(9, 30) is a value


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT).with_suffix(""))
)
def test_a_module_does_nothing_when_imported(path: Path) -> None:
    """No module reads a file, a clock, chance or the environment at import."""
    assert actions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "text = open('rates.csv').read()",
        "NOW = datetime.now(UTC)",
        "class A:\n    made = date.today()",
        "def f(at=time.time()): ...",
        "HOME = os.environ['HOME']",
        "if True:\n    RATES = Path('x').read_text()",
        "KEY = uuid4()",
    ],
)
def test_an_act_at_import_is_seen(source: str) -> None:
    """The guard finds each way of acting at import, wherever in the module it stands."""
    assert actions(source)


@pytest.mark.parametrize(
    "source", ["def f():\n    return open('x')", "OPENS = time(9, 30)", "g = lambda: date.today()"]
)
def test_an_act_inside_a_function_is_none_at_import(source: str) -> None:
    """What a caller calls is the caller's own act."""
    assert actions(source) == []
