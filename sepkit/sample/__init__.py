"""A small fictional protocol with real disagreements, to try sepkit on."""

from pathlib import Path

from sepkit.model import Instant, ObjectId
from sepkit.sample.builder import build_sample

SAMPLE_COMMIT = ObjectId("64ffe8bc6d28743411b85155e0f9cfbfff350972")
"""The tip of `main` in every sample that this version builds."""

SAMPLE_AS_OF = Instant("2026-03-01T08:00:00Z")
"""The date of that commit."""

SAMPLE_LABELS = Path(__file__).parent / "labels"
"""What a reader of the sample should find: routes.csv, conflicts.csv, negatives.csv."""

__all__ = ["SAMPLE_AS_OF", "SAMPLE_COMMIT", "SAMPLE_LABELS", "build_sample"]
