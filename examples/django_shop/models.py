"""The tables behind the ports. The unique constraints are what lets only one of two writers through."""

from __future__ import annotations

from django.db import models

LONGEST_NAME = 200


class EventRow(models.Model):
    """An event of a stream; two writers of one version collide on the constraint."""

    position = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=LONGEST_NAME)
    version = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=LONGEST_NAME)
    data = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """No version twice."""

        constraints = (models.UniqueConstraint(fields=("stream", "version"), name="event_once"),)

    def __str__(self) -> str:
        return f"{self.stream} {self.version}: {self.kind}"


class DocumentRow(models.Model):
    """A document; written only where its version is still the one seen."""

    key = models.CharField(max_length=LONGEST_NAME, primary_key=True)
    version = models.PositiveBigIntegerField()
    body = models.TextField()

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class EffectRow(models.Model):
    """Something the outside world must do, until it has been done."""

    position = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=LONGEST_NAME, unique=True)
    stream = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=LONGEST_NAME)
    data = models.TextField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")
    parked = models.BooleanField(default=False)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        """Drivers ask for what is due."""

        indexes = (
            models.Index(
                fields=("due_at", "position"), condition=models.Q(delivered_at=None), name="effect_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
