"""Build the font that drawings are set in anew, from the vendored variable font.

    python3 -m venv /tmp/font && /tmp/font/bin/pip install fonttools==4.68.0 brotli==1.2.1
    /tmp/font/bin/python tools/build_font.py

The drawing library reads neither WOFF2 nor the weights of a variable font: so two plain weights, the same
letters (Latin), the same licence (OFL 1.1, no reserved name), in TrueType.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

STATIC = Path(__file__).resolve().parents[1] / "src" / "paritrana" / "ui" / "static"
SOURCE = STATIC / "vendor" / "public-sans" / "public-sans-latin.woff2"
WEIGHTS = {"Regular": 400, "Bold": 700}


def main() -> None:
    for style, weight in WEIGHTS.items():
        font = TTFont(SOURCE, recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"wght": weight})
        font.flavor = None
        named = {1: "Public Sans", 2: style, 4: f"Public Sans {style}", 6: f"PublicSans-{style}"}
        for number in (16, 17, 25):
            font["name"].removeNames(nameID=number)
        for number, name in named.items():
            font["name"].setName(name, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        target = STATIC / "ui" / "fonts" / f"public-sans-{style.lower()}.ttf"
        target.parent.mkdir(exist_ok=True)
        font.save(target)
        print(f"{target.stat().st_size:>9,} bytes  {target.name}")


if __name__ == "__main__":
    main()
