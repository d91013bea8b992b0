"""Evidence of an activity, derived from its sources."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Type of study, strongest evidence of effect first."""

    REVIEW = "review", _("Systematic review")
    EFFECT = "effect", _("Effect study")
    EVALUATION = "evaluation", _("Evaluation")
    DESCRIPTION = "description", _("Description")


class Light(models.TextChoices):
    """How much is known of the effect, as the windows of the drawing show it."""

    MEASURED = "measured", _("Measured effect or systematic review")
    DESCRIBED = "described", _("Evaluated or described")
    NONE = "none", _("We name no study")


class Study(Protocol):
    """What the evidence reads of a source."""

    kind: str


class Evidence(models.TextChoices):
    """Evidence of an activity: that of its strongest source."""

    REVIEW = Kind.REVIEW.value, _("Gathered in a systematic review")
    EFFECT = Kind.EFFECT.value, _("Effect measured")
    EVALUATION = Kind.EVALUATION.value, _("Evaluated")
    DESCRIPTION = Kind.DESCRIPTION.value, _("Described")
    NONE = "none", _("No study named")

    @classmethod
    def of(cls, sources: Iterable[Study]) -> "Evidence":
        """Return the evidence that these sources give."""
        kinds = {source.kind for source in sources}
        return next((evidence for evidence in cls if evidence.value in kinds), cls.NONE)

    @property
    def light(self) -> "Light":
        """Return how the window of the activity is lit in the drawing."""
        return LIGHTS.get(self, Light.NONE)

    @property
    def sentence(self) -> str:
        """Return an explanation for readers."""
        return str(SENTENCES[self])


LIGHTS = {
    Evidence.REVIEW: Light.MEASURED,
    Evidence.EFFECT: Light.MEASURED,
    Evidence.EVALUATION: Light.DESCRIBED,
    Evidence.DESCRIPTION: Light.DESCRIBED,
}

SENTENCES = {
    Evidence.REVIEW: _("A systematic review has gathered and weighed the studies of the effect."),
    Evidence.EFFECT: _("The effect has been measured. We know no systematic review."),
    Evidence.EVALUATION: _(
        "The activity has been evaluated, but we name no study that measures the effect."
    ),
    Evidence.DESCRIPTION: _(
        "The activity has been described, but we name no study that measures the effect."
    ),
    Evidence.NONE: _("We name no study of the activity."),
}
