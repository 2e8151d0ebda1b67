"""Photos 3 × 4: cut to size, turned upright, without data about the camera; harmful files refused."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import Person
from kazcoop_desktop.models.attached import Photo
from kazcoop_desktop.services import history, records
from kazcoop_desktop.services.foreigners import photos

ME = "Айгүл"


def jpeg(size=(900, 900), *, orientation=None, place=None):
    """A picture with its left half red, and what a camera writes beside it."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    data = Image.Exif()
    if orientation:
        data[0x0112] = orientation
    if place:
        data[0x010F] = place
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=data)
    return out.getvalue()


def bomb(width, height):
    """A PNG of a few bytes that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096))


def chunk(name, content):
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_a_picture_becomes_a_photo_of_354_by_472_without_the_cameras_data():
    kept = photos.cut(photos.opened(jpeg(place="Nikon 51.5 N 0.1 W")))

    read = Image.open(io.BytesIO(kept))
    assert (read.size, read.format) == ((354, 472), "JPEG")
    assert not read.getexif()
    assert b"Nikon" not in kept


def test_a_picture_taken_with_the_camera_on_its_side_stands_upright():
    assert photos.opened(jpeg((800, 400), orientation=6)).size == (400, 800)


def test_a_picture_is_turned_and_cut_where_the_frame_stands():
    red = photos.cut(photos.opened(jpeg()), box=(0, 0, 300, 400))
    turned = photos.cut(photos.opened(jpeg()), turned=90, box=(300, 0, 600, 400))

    assert Image.open(io.BytesIO(red)).getpixel((100, 100))[0] > 200
    assert Image.open(io.BytesIO(turned)).getpixel((100, 100))[0] > 200
    assert Image.open(io.BytesIO(turned)).getpixel((100, 470))[0] > 200


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 not a picture", jpeg()[:200], "сурет".encode()]
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(UserError, match="not a picture"):
        photos.opened(content)


@pytest.mark.parametrize("size", [(9500, 9400), (30000, 30000)])
def test_a_picture_of_89_megapixels_is_refused_before_it_is_opened(size):
    with pytest.raises(UserError, match="million pixels"):
        photos.opened(bomb(*size))


def test_a_file_too_large_for_a_photo_is_not_read(tmp_path):
    large = tmp_path / "photo.jpg"
    with large.open("wb") as written:
        written.truncate(40 * 1024 * 1024)

    with pytest.raises(UserError, match="40 MB"):
        photos.opened(large)


@pytest.mark.usefixtures("store")
def test_a_person_has_one_photo_and_the_history_tells_of_it():
    person = records.save(Person(surname="ERIKSSON"), by=ME)
    for colour in ("red", "green"):
        photos.put(person, photos.cut(Image.new("RGB", (300, 400), colour)), by=ME)

    assert Photo.select().count() == 1
    assert Image.open(io.BytesIO(photos.photo_of(person))).getpixel((9, 9))[1] > 100
    photos.remove(person, by=ME)
    assert photos.photo_of(person) is None
    told = [line for entry in history.of_record(person) for line in history.lines(entry)]
    assert told[0] == "Айгүл removed the file “Photo 3 × 4”"


@pytest.mark.claim("R18", "A photo stands upright, whichever way it was taken")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whichever_way_the_camera_was_held(orientation):
    upright = Image.new("RGB", (300, 400), "blue")
    upright.paste("red", (0, 0, 150, 200))  # the upper left quarter
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    taken = upright.transpose(turn) if turn is not None else upright
    data = Image.Exif()
    data[0x0112] = orientation
    out = io.BytesIO()
    taken.save(out, "JPEG", exif=data, quality=95)

    kept = Image.open(io.BytesIO(photos.cut(photos.opened(out.getvalue()))))

    assert kept.size == (354, 472)
    assert kept.getpixel((60, 60))[0] > 200
    assert kept.getpixel((300, 60))[2] > 200
    assert kept.getpixel((60, 420))[2] > 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_but_the_picture_is_kept(kind):
    data = Image.Exif()
    data[0x010F] = "PLANTED camera"
    out = io.BytesIO()
    told = {"exif": data} | ({"comment": b"PLANTED comment"} if kind == "JPEG" else {})
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", "PLANTED author")
        told["pnginfo"] = text
    Image.new("RGB", (300, 400), "red").save(out, kind, **told)
    assert b"PLANTED" in out.getvalue()

    kept = photos.cut(photos.opened(out.getvalue()))

    assert b"PLANTED" not in kept
    assert set(Image.open(io.BytesIO(kept)).info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "dpi",
    }


@pytest.mark.claim("R18", "A mutated picture is read or refused")
def test_mutated_pictures_are_read_or_refused(times):
    chance = random.Random(18)
    shapes = []
    for kind in ("JPEG", "PNG", "BMP", "TIFF", "WEBP"):
        out = io.BytesIO()
        Image.effect_noise((90, 120), 60).convert("RGB").save(out, kind)
        shapes.append(out.getvalue())
    outcomes = {"read": 0, "refused": 0}
    for _number in range(times(fast=300, soak=100_000)):
        content = bytearray(chance.choice(shapes))
        for _turn in range(chance.choice([1, 4, 30])):
            content[chance.randrange(len(content) if chance.random() < 0.5 else 200)] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        try:
            kept = photos.cut(photos.opened(bytes(content)))
            assert Image.open(io.BytesIO(kept)).size == (354, 472)
            outcomes["read"] += 1
        except UserError:
            outcomes["refused"] += 1

    assert outcomes["refused"] > 20
    assert outcomes["read"] > 20
