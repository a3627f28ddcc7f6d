"""Names as people type them."""

import pytest

from paritrana.core.regions import Code, fold, full_name, wanted


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("KI'E", "kie"),
        ("Regapu’u", "regapuu"),
        ("Kab.  Kep. Siau-Tagulandang", "kabupaten kepulauan siau tagulandang"),
        ("2 x 11 Kayu Tanam", "2 x 11 kayu tanam"),
        ("Élok", "elok"),
        ("...", ""),
    ],
)
def test_fold_forgets_case_marks_and_abbreviations(written, compared):
    assert fold(written) == compared


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("Desa Tababo", "tababo"),
        ("kec. ratahan", "ratahan"),
        ("desa", "desa"),
        ("Kota Manado", "kota manado"),
    ],
)
def test_a_leading_word_for_the_kind_is_not_looked_for(typed, looked_for):
    assert wanted(typed) == looked_for


@pytest.mark.parametrize(
    ("code", "name", "word", "full"),
    [
        ("71", "Sulawesi Utara", "", "Provinsi Sulawesi Utara"),
        ("71.07", "Kabupaten Minahasa Tenggara", "", "Kabupaten Minahasa Tenggara"),
        ("91.06.01", "Biak Kota", "", "Distrik Biak Kota"),
        ("71.07.03.2006", "Tababo", "", "Desa Tababo"),
        ("34.01.01.2001", "Jangkaran", "kalurahan", "Kalurahan Jangkaran"),
        ("11.01.01.2004", "Gampong Drien", "gampong", "Gampong Drien"),
        ("91.03.01.3007", "Desa Adat Yoboi", "", "Desa Adat Yoboi"),
    ],
)
def test_full_name_says_what_it_is_once(code, name, word, full):
    assert full_name(Code(code), name, word) == full
