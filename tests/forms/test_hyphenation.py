import pytest

from kazcoop_desktop.forms.hyphenation import SOFT_HYPHEN, hyphenated

DIVIDED = """ын-ты-мақ-тас-тық ха-лы-қа-ра-лық ке-лі-сім-шарт бағ-дар-ла-ма уни-вер-си-тет кон-сер-ва-то-рия
ака-де-мия-лық ұт-қыр-лық іс-са-пар са-уал-на-ма тір-кеу тір-ке-уі да-уыс қо-йыл-ды жо-йыл-сын су-ық қи-ын-дық
оқу-лық атом екі төл-құ-жат рес-пуб-ли-ка де-пар-та-мент бұй-ры-ғы құ-мырс-қа транс-крипт объ-ек-ті-сі
аза-мат-ты-ғы өз-ге-ріс-тер есеп-ке мил-ли-он ба-руы қол-дау-хат ала-қан еле-уіш пункт аль-бом ҚазҰТЗУ"""


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_a_kazakh_word_is_divided_by_syllables(divided):
    assert hyphenated(divided.replace("-", "")).replace(SOFT_HYPHEN, "-") == divided


def test_a_word_with_a_hyphen_breaks_only_there():
    assert hyphenated("іс-шара, 70 км") == "іс-шара, 70 км"
