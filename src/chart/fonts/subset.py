#!/usr/bin/env python3
"""Makes NotoSansCJKsc-Subset.otf: the characters of everyday Chinese out of Noto Sans CJK SC Regular.

    apt-get download fonts-noto-cjk && dpkg -x fonts-noto-cjk_*.deb noto
    pip install fonttools==4.68.0
    python3 subset.py noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

Kept are GB 2312 (simplified), the first level of Big5 (traditional), kana and full-width signs. Nothing is kept that
charts do not use: no hints, no vertical forms, no substitutions. The same input gives the same bytes.
"""

import subprocess
import sys
from pathlib import Path

SIMPLIFIED_CHINESE = "2"  # the face in the collection
DROPPED = "GSUB,GPOS,GDEF,BASE,VORG,vhea,vmtx,DSIG"


def decoded(codec, pairs):
    """The characters of some two-byte codes."""
    characters = set()
    for pair in pairs:
        try:
            characters.add(bytes(pair).decode(codec))
        except UnicodeDecodeError:
            pass
    return characters


def wanted():
    simplified = decoded("gb2312", ((0xA0 + row, 0xA0 + cell) for row in range(16, 88) for cell in range(1, 95)))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = decoded("big5", ((row, cell) for row in range(0xA4, 0xC7) for cell in cells))
    signs = {chr(c) for c in (*range(0x3000, 0x3020), *range(0x3041, 0x30FF), *range(0xFF01, 0xFF5F))}
    return simplified | traditional | signs


def main(collection):
    here = Path(__file__).parent
    unicodes = ",".join(f"U+{ord(c):04X}" for c in sorted(wanted()))
    subprocess.run(
        [
            sys.executable, "-m", "fontTools.subset", collection, f"--font-number={SIMPLIFIED_CHINESE}",
            f"--unicodes={unicodes}", "--layout-features=", "--no-hinting", "--desubroutinize",
            f"--drop-tables+={DROPPED}", "--name-IDs=0,1,2,13,14", "--no-recalc-timestamp",
            f"--output-file={here / 'NotoSansCJKsc-Subset.otf'}",
        ],
        check=True,
    )  # fmt: skip


main(sys.argv[1])
