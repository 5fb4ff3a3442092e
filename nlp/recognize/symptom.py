"""What ails the people: from the lexicon's symptoms, unless denied, asked or supposed."""

from nlp.reading import Reading, Stance
from nlp.understanding import Finding, FindingKind


def find(reading: Reading) -> list[Finding]:
    """Symptoms said as facts; the value is the lexicon's code, such as `vomiting`."""
    return [
        reading.finding(FindingKind.symptom, (hit.start, hit.end), hit.code, hit.rule)
        for hit in reading.of("symptom")
        if hit.stance is Stance.said
    ]
