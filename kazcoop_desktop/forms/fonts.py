"""Tinos, the one typeface of every paper, registered before any other part of ReportLab is imported.

Import this module first: ReportLab's layout classes read the base font once, when they are loaded.
"""

from reportlab import rl_config

from kazcoop_desktop import paths

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"
BOLD_ITALIC = "Tinos-BoldItalic"
_FILES = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
}

rl_config.canvas_basefontname = REGULAR
rl_config.invariant = 1
rl_config.useA85 = 0

from reportlab.pdfbase import pdfmetrics  # noqa: E402  after rl_config
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

for _name, _file in _FILES.items():
    pdfmetrics.registerFont(TTFont(_name, str(paths.resource("fonts", _file))))
pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)

FACES = tuple(_FILES)


def missing(face: str, letters: str) -> str:
    """Those of the letters that a face cannot draw; ReportLab would leave them out in silence."""
    drawn = pdfmetrics.getFont(face).face.charToGlyph
    return "".join(letter for letter in letters if ord(letter) not in drawn)


def width(text: str, font: str, size: float) -> float:
    """How wide a line of text is, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
