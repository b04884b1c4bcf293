"""Faults of rate ladders: a subsidy for which no step gives a rate, or two do."""

from __future__ import annotations

from itertools import pairwise

from knowledge import codes
from knowledge.base import Knowledge
from knowledge.faults import Faults


def check_ladders(knowledge: Knowledge, faults: Faults) -> None:
    """Adds a fault for every ladder that isn't whole: steps rise, and the last is without end."""
    for frame in knowledge.frames.values():
        ends = [step.up_to_subsidy_yen for step in frame.ladder]
        if not ends:
            if frame.computed:
                what = f"「{frame.id}」に補助率の段がありません"
                faults.add(frame.place, what, "ladder を書くか、computed を false にしてください", codes.LADDER)
            continue
        if ends[-1] is not None:
            what = f"「{frame.id}」の補助率が、補助額{ends[-1]:,}円の上で途切れています"
            faults.add(frame.place, what, "最後の段の up_to_subsidy_yen を null にしてください", codes.LADDER)
        for lower, upper in pairwise(ends):
            if lower is None or (upper is not None and upper <= lower):
                what = f"「{frame.id}」の補助率の段が、補助額の小さい順になっていません"
                faults.add(frame.place, what, "段を並べ直してください", codes.LADDER)
