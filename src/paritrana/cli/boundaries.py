"""Official boundaries for the maps of a site, from GeoJSON. Does not load the website."""

import lzma
from pathlib import Path

import click

from paritrana.cli.files import read_bytes, write_aside
from paritrana.core.regions import Level, read_table
from paritrana.core.regions.boundaries import LARGEST_FILE, from_geojson, write_boundaries

_FILE = click.Path(path_type=Path)
_SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@click.group()
def boundaries() -> None:
    """Bring official boundaries for the maps of a site."""


@boundaries.command("import")
@click.argument("file", type=_FILE)
@click.option("--level", required=True, type=click.Choice([Level.PROVINCE.value, Level.REGENCY.value]))
@click.option("--source", required=True, help="Who made them and when, as maps shall say it.")
@click.option("--code-property", default="", help="The property with the region code, where it is unusual.")
@click.option(
    "--data",
    envvar="PARITRANA_DATA_DIR",
    show_envvar=True,
    default=Path("var/site"),
    type=_FILE,
    help="The site's data folder.",
)
@click.option(
    "--samples",
    envvar="PARITRANA_SAMPLES_DIR",
    show_envvar=True,
    default=_SAMPLES,
    type=_FILE,
    help="Where the region table lies.",
)
def bring(file: Path, level: str, source: str, code_property: str, data: Path, samples: Path) -> None:
    """Check a GeoJSON file and let the maps of the site draw it; or print every fault and change nothing.

    Every region of the level must be there, once or in several features, with its code as 71.07 or 7107,
    in longitude and latitude (WGS 84). Points are snapped to a thousandth of a degree. To go back to the
    approximate boundaries, delete the file that this command names.
    """
    wanted = Level(level)
    raw = read_bytes(file, limit=LARGEST_FILE)
    regions = read_table(samples / "regions" / "regions.csv.xz").regions
    codes = {str(code) for code in regions if code.level is wanted}
    made = from_geojson(raw, wanted, codes, name=file.name, source=source, key=code_property)
    name = f"boundaries-{level}.json.xz"
    write_aside(data / "boundaries", {name: lzma.compress(write_boundaries(made).encode(), preset=6)})
    click.echo(f"{len(made.shapes)} regions: {data / 'boundaries' / name}", err=True)
