"""Reading the outbox."""

from django.db.models import Q, QuerySet

from paritrana.apps.notices.models import Message
from paritrana.apps.notices.states import Delivery
from paritrana.errors import NotFound

_WITH = {
    Delivery.SENT: Q(sent_at__isnull=False),
    Delivery.FAILED: Q(sent_at__isnull=True) & ~Q(failure=""),
    Delivery.KEPT: Q(sent_at__isnull=True, failure=""),
}


def messages(*, delivery: str = "") -> QuerySet[Message]:
    """Return the outbox, newest first; of one fate when a known one is named."""
    found = Message.objects.order_by("-created_at", "-pk")
    return found.filter(_WITH[Delivery(delivery)]) if delivery in list(Delivery) else found


def message(pk: int) -> Message:
    """Return one message; raises NotFound."""
    found = Message.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("notices.no_message")
    return found
