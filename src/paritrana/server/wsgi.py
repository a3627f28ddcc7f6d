"""The door for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.server.settings")
application = get_wsgi_application()

from paritrana.server.checks import refuse_unsafe  # noqa: E402  needs the settings set above

refuse_unsafe()
