"""The command line: ``python -m xbcommerce`` runs the tour, ``plan FILE`` plans reorders."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.text import closest
from xbcommerce.kernel.unmet import Note
from xbcommerce.reference import languages

from .html_page import render_html
from .messages import tour_texts
from .page import Scene
from .scenes.border import border_scene
from .scenes.closing import closing
from .scenes.dispatch import dispatch_scene
from .scenes.listings import listing_scene
from .scenes.money import books_scene, settlement_scene
from .scenes.opening import Progress, opening
from .scenes.reorders import reorder_scene
from .scenes.screening import screening_scene
from .shop import load_shop
from .text_page import render_text
from .work.desk import Desk
from .work.tour import carry, found

REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0 done, 2 refused with a message."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["plan"]:
        from .plan import main as plan

        return plan(given[1:])
    options = _parser().parse_args(given)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that lacks a sign shows a question mark
    try:
        return _tour(options)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = None
        return 0
    except (XbcommerceError, OSError) as error:
        print(f"xbcommerce: {error}; another folder: --dir DIR, begin anew: --fresh", file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xbcommerce",
        description="One shop, sixty orders, every room, explained. Run it again and it goes on.",
        epilog="Another command: python -m xbcommerce plan FILE (reorder plan for a sales file).",
    )
    parser.add_argument(
        "--lang",
        type=_language,
        default="en",
        help=f"language: {', '.join(languages())}, or nearest (zh-TW)",
    )
    parser.add_argument("--dir", type=Path, default=Path("xbcommerce-tour"), help="where to keep the shop")
    parser.add_argument("--fresh", action="store_true", help="begin anew, forgetting what is there")
    return parser


def _language(text: str) -> str:
    """Take any language tag whose nearest language is one of ours."""
    found = closest(languages(), text)
    if found is None:
        msg = f"{text!r}: expected one of {', '.join(languages())}, or a tag near one of them"
        raise argparse.ArgumentTypeError(msg)
    return found


def _tour(options: argparse.Namespace) -> int:
    folder: Path = options.dir
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "shop.sqlite3"
    if options.fresh:
        for old in folder.glob(f"{file.name}*"):
            old.unlink()
    texts, lang = tour_texts(), options.lang
    with SqliteStore(file) as store:
        desk = Desk(store, load_shop())
        before = found(desk)
        _carry(desk, texts, lang)
        progress = Progress(str(file), before, found(desk) - before)
        scenes = tuple(_scenes(desk, progress, lang))
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    colour = sys.stdout.isatty()
    for scene in scenes:
        print(render_text(scene, texts, lang, width=width, colour=colour))
    report = _written(folder / "report.html", scenes, texts, lang)
    print(texts.text("tour.report", lang, {"file": str(report)}))
    return 0


def _carry(desk: Desk, texts: Messages, lang: str) -> None:
    """Do all the work that is missing, with a counter on a terminal."""
    show = sys.stderr.isatty()
    for added, stream in enumerate(carry(desk), start=1):
        if show:
            line = texts.text("tour.working", lang, {"added": added, "stream": stream})
            print(f"\r{line:<78.78}", end="", file=sys.stderr)
    if show:
        print("\r" + " " * 78 + "\r", end="", file=sys.stderr)


def _scenes(desk: Desk, progress: Progress, lang: str) -> Iterator[Scene]:
    yield opening(desk, progress)
    yield listing_scene(desk, lang)
    yield reorder_scene(desk)
    yield screening_scene(desk)
    yield dispatch_scene(desk)
    yield border_scene(desk)
    yield settlement_scene(desk)
    yield books_scene(desk)
    yield closing(desk)


def _written(path: Path, scenes: Sequence[Scene], texts: Messages, lang: str) -> Path:
    """Write the report beside its place first, so that a half-written one is never seen."""
    page = render_html(
        scenes,
        texts,
        lang,
        title=Note("tour.title"),
        subtitle=Note("tour.subtitle"),
        footer=(Note("tour.footer"),),
    )
    draft = path.with_suffix(".html.part")
    draft.write_text(page, encoding="utf-8")
    draft.replace(path)
    return path
