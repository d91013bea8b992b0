"""What an activity's place on the staircase rests on: read from its sources, never typed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of study a source is, the one that says most about effect first."""

    REVIEW = "review", _("Systematic review")
    EFFECT = "effect", _("Effect study")
    EVALUATION = "evaluation", _("Evaluation")
    DESCRIPTION = "description", _("Description")


class Evidence(models.TextChoices):
    """How far the sources of an activity reach: as far as the one that says most about effect."""

    REVIEW = Kind.REVIEW.value, _("Gathered in a systematic review")
    EFFECT = Kind.EFFECT.value, _("Effect measured")
    EVALUATION = Kind.EVALUATION.value, _("Evaluated")
    DESCRIPTION = Kind.DESCRIPTION.value, _("Described")
    NONE = "none", _("No source yet")

    @classmethod
    def of(cls, sources) -> "Evidence":
        """What these sources amount to."""
        kinds = {source.kind for source in sources}
        return next((evidence for evidence in cls if evidence.value in kinds), cls.NONE)

    @property
    def sentence(self) -> str:
        """The same in a sentence for the reader."""
        return SENTENCES[self]


SENTENCES = {
    Evidence.REVIEW: _("A systematic review has gathered and weighed the studies of the effect."),
    Evidence.EFFECT: _(
        "The effect has been measured in a study, but we name no review of several studies."
    ),
    Evidence.EVALUATION: _(
        "The activity has been evaluated, but we name no study that measures the effect."
    ),
    Evidence.DESCRIPTION: _(
        "The activity has been described, but we name no study that measures the effect."
    ),
    Evidence.NONE: _("No study of the activity is named here yet."),
}
