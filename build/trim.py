"""What of Qt and of the libraries stays out of a bundle, because no line of the program uses it."""

LANGUAGES = ("kk", "ru", "en")
MODULES = [
    "apsw",  # of the tests; Peewee takes it where it finds it
    "lxml",  # of pikepdf, for the metadata of a PDF
    "ssl", "_ssl", "_hashlib", "tkinter", "_tkinter", "numpy", "lib2to3", "pydoc_data",
    "setuptools", "pkg_resources", "pip", "pytest", "_pytest", "hypothesis", "xdist",
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "PIL._imagingtk", "PIL.ImageTk",
    "PIL._imagingcms",
]  # fmt: skip
_FILES = (  # beginnings of their names
    "opengl32sw.dll", "qt6quick", "qt6qml", "qt6virtualkeyboard", "qt6opengl", "qtvirtualkeyboard", "qdirect2d.dll",
    "qminimal.dll", "qopensslbackend", "qschannelbackend", "qcertonlybackend", "qnetworklistmanager", "qtuiotouch",
    "qtiff", "qwebp", "qicns", "qtga", "qwbmp", "qgif", "qpdf.dll", "libssl-3",
)  # fmt: skip


def trim(analysis):
    """Takes out of what PyInstaller found what is not used."""
    analysis.binaries = [entry for entry in analysis.binaries if _is_wanted(entry[0])]
    analysis.datas = [entry for entry in analysis.datas if _is_wanted(entry[0])]
    unused = ("holidays.financial.", "PIL.Avif", "PIL.WebP")
    analysis.pure = [entry for entry in analysis.pure if not entry[0].startswith(unused)]


def _is_wanted(name):
    path = name.replace("\\", "/").lower()
    leaf = path.rsplit("/", 1)[-1]
    if leaf.startswith(_FILES) or "reportlab/fonts" in path or leaf.endswith(".po"):
        return False
    if "babel/locale-data/" in path:
        return leaf == "root.dat" or leaf.split(".")[0].split("_")[0] in LANGUAGES
    if "pyside6/" in path and "/translations/" in path:
        return leaf in ("qtbase_kk.qm", "qtbase_ru.qm")
    if "holidays/locale/" in path:
        return leaf == "kz.mo" and "/uk/" not in path
    return True
