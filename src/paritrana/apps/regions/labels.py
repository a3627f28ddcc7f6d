"""The words for levels and kinds of region, and the sentences of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from paritrana.core.regions import IslandGroup, Kind, Level

LEVEL = {
    Level.PROVINCE: _("Province"),
    Level.REGENCY: _("Regency or city"),
    Level.DISTRICT: _("District"),
    Level.VILLAGE: _("Village or kelurahan"),
}
LEVELS = {
    Level.PROVINCE: _("Provinces"),
    Level.REGENCY: _("Regencies and cities"),
    Level.DISTRICT: _("Districts"),
    Level.VILLAGE: _("Villages and kelurahan"),
}
KIND = {
    Kind.PROVINSI: _("Province"),
    Kind.KABUPATEN: _("Regency"),
    Kind.KOTA: _("City"),
    Kind.KECAMATAN: _("District"),
    Kind.DISTRIK: _("District (distrik)"),
    Kind.KELURAHAN: _("Kelurahan"),
    Kind.DESA: _("Village"),
    Kind.DESA_ADAT: _("Customary village"),
}
HEAD = {
    Kind.PROVINSI: _("Governor"),
    Kind.KABUPATEN: _("Regent"),
    Kind.KOTA: _("Mayor"),
    Kind.KECAMATAN: _("Head of district (camat)"),
    Kind.DISTRIK: _("Head of district (kepala distrik)"),
}
ISLANDS = {
    IslandGroup.SUMATRA: _("Sumatra"),
    IslandGroup.JAVA: _("Java"),
    IslandGroup.BALI_NUSA_TENGGARA: _("Bali and Nusa Tenggara"),
    IslandGroup.KALIMANTAN: _("Kalimantan"),
    IslandGroup.SULAWESI: _("Sulawesi"),
    IslandGroup.MALUKU: _("Maluku"),
    IslandGroup.PAPUA: _("Papua"),
}
ZONE = {"WIB": _("WIB (UTC+7)"), "WITA": _("WITA (UTC+8)"), "WIT": _("WIT (UTC+9)")}

REFUSALS = {
    "regions.no_region": (
        _("There is no region with the code {region}."),
        _("Look for it by name on the page of all regions."),
    ),
    "regions.not_operator": (
        _("Only the operator of the site loads the region table."),
        _("Ask the operator to load it."),
    ),
    "regions.too_many": (
        _("{count} regions are too many for one Excel file; the most is {most}."),
        _("Narrow the search: choose a level, or type more of the name."),
    ),
}
