"""Which of two hits on the same characters counts: the longer word knows better."""

from collections.abc import Iterable

from nlp.reading import Hit


def settle(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Drop, within each topic, a hit that lies inside a longer literal of that topic.

    老鼠屎 (a foreign object) silences 老鼠 (hygiene). Hits of the same code and span are one.
    A word of several parts silences only what lies inside one of its parts.
    """
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.weight, hit.rule))
    covers: dict[str, tuple[int, int]] = {}
    kept: list[Hit] = []
    seen: set[tuple[str, int, int]] = set()
    for hit in ordered:
        same = (hit.decides, hit.start, hit.end)
        inside = covers.get(hit.topic, (0, 0))
        strictly = (hit.end - hit.start) < (inside[1] - inside[0])
        if same in seen or (not hit.parts and hit.end <= inside[1] and strictly):
            continue
        seen.add(same)
        kept.append(hit)
        for start, end in hit.parts or ((hit.start, hit.end),):
            if end > covers.get(hit.topic, (0, 0))[1]:
                covers[hit.topic] = (start, end)
    return tuple(kept)
