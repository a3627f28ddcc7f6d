"""What Law 27/2022 on personal data gives a person, as far as sources at hand say it, and how it is served.

Hours stand only where a source gives them; the texts of the law itself were read through those sources.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Article:
    """One right: what the law says and where, and how an office serves it."""

    right: Text
    law: Text
    served: Text


ARTICLES = (
    Article(
        _("See what is held on you, and who looked at it"),
        _("Law 27/2022 article 32: within 3 × 24 hours after your request is received."),
        _("The office prints everything held on you and hands it to you in person."),
    ),
    Article(
        _("Have wrong data corrected"),
        _("Law 27/2022: within 3 × 24 hours after your request is received."),
        _("The office compares with your identity card and corrects it while you wait, if all is clear."),
    ),
    Article(
        _("Have your data erased"),
        _(
            "Law 27/2022 article 8 gives the right; our sources name no hours for it. This site counts"
            " 3 × 24 hours for it too."
        ),
        _(
            "The office takes you out of the register and destroys NIK, name and birth date. This cannot be"
            " undone, and your cover ends. An unpaid premium for months in which you were covered must be"
            " settled first."
        ),
    ),
    Article(
        _("Take your consent back"),
        _("Law 27/2022: the use of your data stops within 3 × 24 hours."),
        _("Tell the office. A request that has not been accepted is refused as taken back."),
    ),
    Article(
        _("Be told if your data got into wrong hands"),
        _("Law 27/2022 article 46: in writing within 3 × 24 hours: what, when, how, what is done."),
        _("The operator of this site writes to the offices, which tell you and the authority."),
    ),
)
HELD = (
    _("NIK, name and birth date: sealed; shown to an officer only for a purpose, and each look is recorded"),
    _("Sex, year of birth, village and occupation"),
    _("Who pays for you, since when you stand in the register, and what was done with your record"),
)
SOURCES = (
    (
        _("Articles 32 and 33 (access), quoted"),
        "https://dntlawyers.com/apakah-pengendali-data-pribadi-wajib-memberikan-akses-terhadap-data-pribadi"
        "-kepada-subjek-data-pribadi",
    ),
    (_("Taking consent back, 3 × 24 hours"), "https://mustikarajalaw.id/wp/?p=463"),
    (
        _("Correction, 3 × 24 hours"),
        "https://www.icoma-tv.online/2025/07/mensesneg-pemerintah-menjamin.html",
    ),
    (
        _("Article 8 (ending, erasing), quoted"),
        "https://gerbangpelindungandatapribadi.id/ensiklopedia-pdp/the-right-to-erasure/",
    ),
    (
        _("Article 46 (breach), quoted"),
        "https://nasional.kompas.com/read/2022/09/20/14335911/uu-pdp-atur-protokol-kebocoran-data-begini"
        "-langkahnya",
    ),
)
