"""Django's settings, all from one typed reading of the environment."""

from paritrana.server import env as _environment

_env = _environment.read()

SECRET_KEY = _env.secret_key
DEBUG = _env.debug
DEMO = _env.demo
DATA_DIR = _env.data_dir.resolve()
SAMPLES_DIR = _env.samples_dir.resolve()
CONTACT = _env.contact
LOG_ORIGIN = _env.origin
LAKE_DIR = DATA_DIR / "lake"
NIK_KEY = _env.nik_key
PERSON_KEYS = _env.person_keys
REVEALS_A_DAY, LISTS_A_DAY = _env.reveals_a_day, _env.lists_a_day
OLDEST_AGE = _env.oldest_age
LAPSE_AFTER = _env.lapse_after
DUPLICATE_WEIGHT, DUPLICATE_BLOCK, DUPLICATE_PAIRS = (
    _env.duplicate_weight,
    _env.duplicate_block,
    _env.duplicate_pairs,
)
KEEP_STOPPED_DAYS = _env.keep_stopped_days
KEEP_REQUESTS_DAYS, KEEP_DRAFTS_DAYS = _env.keep_requests_days, _env.keep_drafts_days
SITE_URL = _env.site_url.rstrip("/")
ALLOWED_HOSTS = _env.allowed_hosts

ROOMS = [
    "ledger",
    "notices",
    "regions",
    "accounts",
    "organisations",
    "coverage",
    "protection",
    "awards",
    "nominations",
    "judging",
    "results",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "paritrana.ui",
    *(f"paritrana.apps.{room}" for room in ROOMS),
    "paritrana.portal",
    "paritrana.server",
    "allauth",  # after the rooms, whose pages of signing in stand in for its own
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "paritrana.server.middleware.compression.Compress",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "paritrana.server.middleware.language.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paritrana.server.middleware.privacy.PrivatePages",
    "paritrana.server.middleware.refusals.Refusals",
]
ROOT_URLCONF = "paritrana.server.urls"
WSGI_APPLICATION = "paritrana.server.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "paritrana.server.context.page",
            ],
        },
    }
]

DATABASES = {"default": _env.database}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # What is erased or overwritten is filled with zeros (secure_delete).
    # A rollback journal: WAL loses committed writes with several processes before SQLite 3.51.3.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
        "PRAGMA secure_delete=ON;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "paritrana.apps.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [_environment.Path(__file__).resolve().parents[1] / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

MAILERS: dict[str, dict[str, object]] = {"default": {"BACKEND": "paritrana.server.mail.OutboxBackend"}}
if _env.email.get("EMAIL_HOST"):
    MAILERS["onward"] = {
        "OPTIONS": {
            "host": _env.email["EMAIL_HOST"],
            "port": _env.email["EMAIL_PORT"],
            "username": _env.email["EMAIL_HOST_USER"],
            "password": _env.email["EMAIL_HOST_PASSWORD"],
            "use_tls": _env.email["EMAIL_USE_TLS"],
            "use_ssl": _env.email["EMAIL_USE_SSL"],
            "timeout": _env.email["EMAIL_TIMEOUT"] or 20,
        }
    }
DEFAULT_FROM_EMAIL = "paritrana@" + LOG_ORIGIN.split("/", maxsplit=1)[0]

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-src": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if _env.https:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "paritrana.server.logs.json_formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
