"""People who sign in. What they may do comes from their memberships and seats, not from here."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Finds people by address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One person.  `label` is the office by which pages name them; `is_operator` runs the site itself."""

    email = models.EmailField(_("e-mail address"), unique=True)
    label = models.CharField(_("shown as"), max_length=160)
    language = models.CharField(max_length=5, default="id")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField()

    objects: UserManager = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_email_once", violation_error_code="taken")
        ]

    def __str__(self) -> str:
        return self.label

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: every action has its rule in its room."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False
