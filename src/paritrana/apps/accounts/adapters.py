"""How sign-in behaves here: no sign-up, our words and mails, the person's own language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

KIND_HEADER = "X-Paritrana-Kind"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only; every mail names what caused it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the operator of this site."),
        "email_password_mismatch": _(
            "Address and password do not belong together. Check both, or set a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
        "invalid_password_reset": _("This link is no longer valid. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many requests. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user")
        with translation.override(user.language if user else translation.get_language()):
            kind = template_prefix.removeprefix("account/email/")
            mail = self.render_mail(template_prefix, email, context, headers={KIND_HEADER: f"account.{kind}"})
            mail.send()

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Greet in the person's own language from the first page on."""
        language = getattr(user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            response = super().post_login(request, user, **kwargs)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        return response
