"""A guarded, audited transition beside the least it could be, and beside two state-machine libraries."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import attrs

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.kernel.workflow import Command, Recorded, Row, Workflow, moving

AT = datetime(2026, 3, 1, tzinfo=UTC)
STEPS = 2_000


@attrs.frozen
class Draft:
    """Not shown to anybody."""


@attrs.frozen
class Live:
    """On sale."""

    since: datetime


@attrs.frozen
class Offer:
    """What moves: four fields of facts, a phase and a version."""

    sku: str
    title: str
    images: tuple[str, ...]
    price_minor: int
    phase: Draft | Live = attrs.field(factory=Draft)
    version: int = 0


@attrs.frozen
class Publish(Command):
    """Put it on sale."""


@attrs.frozen
class Withdraw(Command):
    """Take it off sale."""


@attrs.frozen
class Published(Recorded):
    """It went on sale."""

    target: Live


@attrs.frozen
class Withdrawn(Recorded):
    """It was taken off sale."""

    target: Draft


def titled(offer: Offer, _command: Publish) -> tuple[Unmet, ...]:
    """It has a title."""
    return () if offer.title else (Unmet("title.missing"),)


def pictured(offer: Offer, _command: Publish) -> tuple[Unmet, ...]:
    """It has an image."""
    return () if offer.images else (Unmet("image.missing"),)


def _evolve(offer: Offer, event: Published | Withdrawn) -> Offer:
    return Offer(offer.sku, offer.title, offer.images, offer.price_minor, event.target, event.seq)


OFFER = Workflow[Offer, Command, Published | Withdrawn](
    "offer",
    Draft,
    (
        Row(
            Publish, Draft, Live, moving(Published, lambda _o, command: Live(command.at)), (titled, pictured)
        ),
        Row(Withdraw, Live, Draft, moving(Withdrawn, lambda _o, _c: Draft())),
    ),
    _evolve,
)


def ours() -> None:
    """Publish and withdraw by turns, each with guards, event and new state."""
    offer = Offer("mug", "Mug", ("front",), 1_999)
    commands = (Publish("ann", AT), Withdraw("ann", AT))
    for step in range(STEPS):
        applied = OFFER.apply(offer, commands[step % 2])
        if isinstance(applied, Refusal):
            raise TypeError(applied)
        offer = applied.state


def bare() -> None:
    """The least a transition can be: look the target up, evolve the value."""
    offer = Offer("mug", "Mug", ("front",), 1_999)
    draft, live = Draft(), Live(AT)
    table = {(Draft, "publish"): live, (Live, "withdraw"): draft}
    names = ("publish", "withdraw")
    for step in range(STEPS):
        target = table[type(offer.phase), names[step % 2]]
        offer = attrs.evolve(offer, phase=target, version=offer.version + 1)


def _statemachine() -> Callable[[], None]:
    from statemachine import State, StateMachine

    class Machine(StateMachine):
        draft = State(initial=True)
        live = State()
        publish = draft.to(live, cond=["titled", "pictured"])
        withdraw = live.to(draft)
        title, images = "Mug", ("front",)

        def __init__(self) -> None:
            self.log: list[tuple[str, str, datetime]] = []
            super().__init__()

        def titled(self) -> bool:
            return bool(self.title)

        def pictured(self) -> bool:
            return bool(self.images)

        def after_transition(self, source: State, target: State) -> None:
            self.log.append((source.id, target.id, AT))

    machine = Machine()

    def run() -> None:
        for step in range(STEPS // 20):
            machine.send("withdraw" if step % 2 else "publish")

    return run


def _transitions() -> Callable[[], None]:
    from transitions import Machine

    class Model:
        title, images = "Mug", ("front",)

        def __init__(self) -> None:
            self.log: list[tuple[str, datetime]] = []

        def titled(self) -> bool:
            return bool(self.title)

        def pictured(self) -> bool:
            return bool(self.images)

        def audit(self) -> None:
            self.log.append((str(self.state), AT))  # type: ignore[attr-defined]

    model = Model()
    machine = Machine(model, states=["draft", "live"], initial="draft", after_state_change="audit")
    machine.add_transition("publish", "draft", "live", conditions=["titled", "pictured"])
    machine.add_transition("withdraw", "live", "draft")

    def run() -> None:
        for step in range(STEPS // 4):
            model.trigger("withdraw" if step % 2 else "publish")  # type: ignore[attr-defined]

    return run


def benches() -> Iterator[Bench]:
    """One bench: the same guarded, audited transition four ways."""
    peers = [Peer("dict look-up + attrs.evolve", bare, STEPS, at_most=3)]
    if importlib.util.find_spec("statemachine"):
        peers.append(Peer("python-statemachine", _statemachine(), STEPS // 20, faster=10))
    if importlib.util.find_spec("transitions"):
        peers.append(Peer("transitions", _transitions(), STEPS // 4, faster=2))
    if len(peers) < 3:  # noqa: PLR2004
        print("workflow: install the extra 'bench' to compare with both state-machine libraries")
    yield Bench("guarded, audited transition", ours, peers, STEPS)
