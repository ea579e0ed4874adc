"""What is said about kinds of demand and about events, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_SIZES = "(periods from demand to demand {adi}, CV² of sizes {cv2})"

ENGLISH = Messages.english(
    {
        "demand.smooth": f"Smooth demand: often, of even size {_SIZES}",
        "demand.erratic": f"Erratic demand: often, of uneven size {_SIZES}",
        "demand.intermittent": f"Intermittent demand: rare, of even size {_SIZES}",
        "demand.lumpy": f"Lumpy demand: rare, of uneven size {_SIZES}",
        "demand.none": "No demand at all",
        "demand.xyz": "Class {kind}: demand varies by {cv} times its mean",
        "demand.xyz.none": "Class {kind}: there is no demand",
        "event.learnt": (
            "{event}: counts as {factor} times ordinary demand; seen were {ratio} times (periods: {periods})"
        ),
        "event.bounded": (
            "{event}: counts as {factor} times ordinary demand, the limit of what is believed; seen were "
            "{ratio} times (periods: {periods})"
        ),
        "event.unseen": "{event}: not in this history; counts as ordinary demand until it was seen",
    }
)
