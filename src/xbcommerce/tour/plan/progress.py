"""A progress bar on one line of a terminal."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 30


class Progress:
    """Draws how far a phase is; silent where nobody watches."""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream, self._shown, self._last = stream, shown, ""

    def draw(self, label: str, share: float, count: int) -> None:
        """Redraw the bar if a reader would see a difference."""
        if not self._shown:
            return
        percent = int(min(1.0, share) * 100)
        filled = percent * _WIDTH // 100
        text = f"\r{label} [{'#' * filled}{'.' * (_WIDTH - filled)}] {percent:3} %  {count:,}"
        if text != self._last:
            self._stream.write(text)
            self._stream.flush()
            self._last = text

    def end(self) -> None:
        """Leave the line."""
        if self._shown and self._last:
            self._stream.write("\n")
            self._last = ""
