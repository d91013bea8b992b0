"""Attempts to guess a secret."""

from django.db import models


class Attempt(models.Model):
    """One attempt, counted for the account or for the network address that it came from."""

    # A keyed hash: nobody can read from it who tried what.
    key = models.CharField(max_length=32)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="access_attempt_key_at")]

    def __str__(self) -> str:
        return f"{self.key} {self.at}"
