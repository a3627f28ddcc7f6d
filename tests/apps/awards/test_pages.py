"""Pages of editions: what everybody reads, and what the secretariat fills in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from tests.factories import awards as make
from tests.factories.organisations import make_member, make_organisation

from paritrana.apps.awards.commands import committees, editions
from paritrana.apps.awards.labels.method import categories_of
from paritrana.apps.awards.models import Appointment, Edition
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.core import rulebook as method
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 3, 1, 4, tzinfo=UTC)
SAMPLES = sorted(make.RULEBOOKS.glob("*.toml"))


@pytest.fixture
def edition():
    return make.make_edition()


@pytest.fixture
def secretary(edition):
    return make.secretary_of(edition)


def url(name, edition, *more):
    return reverse(f"awards:{name}", args=[edition.slug, *more])


def toml(text, name="aturan.toml"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def public_pages(edition):
    return [
        reverse("awards:edition-list"),
        url("edition-detail", edition),
        url("edition-method", edition),
        url("edition-calendar", edition),
        url("calendar-download", edition),
        url("rulebook-download", edition, 1),
    ]


def managed_pages(edition):
    seat, phase = edition.seats.first(), edition.phases.first()
    return [
        url("edition-copy", edition),
        url("edition-announce", edition),
        url("rulebook-manage", edition),
        url("committee-manage", edition),
        url("seat-appoint", edition, seat.pk),
        url("seat-vacate", edition, seat.pk),
        url("calendar-manage", edition),
        url("phase-plan", edition),
        *(url(f"phase-{act}", edition, phase.pk) for act in ("change", "open", "close", "extend", "remove")),
    ]


def test_everybody_reads_an_announced_edition(client, edition):
    make.make_phase(edition, planned_text="Januari 2024")
    for page in public_pages(edition):
        assert client.get(page).status_code == 200, page


def test_nobody_outside_reads_one_in_preparation(client):
    edition = make.make_edition(state=EditionState.PREPARING)
    for page in public_pages(edition)[1:]:
        assert client.get(page).status_code == 404, page
    assert edition.title_id not in client.get(reverse("awards:edition-list")).content.decode()


def test_only_the_secretariat_opens_the_pages_that_change(client, edition, secretary):
    make.make_phase(edition)
    for page in managed_pages(edition):
        assert client.get(page).status_code == 302, "a stranger is sent to sign in"
    for person in (make.holder_of(edition.seats.first()), make.make_member(make.make_secretariat("74"))):
        client.force_login(person)
        for page in managed_pages(edition):
            assert client.get(page).status_code == 403, page
    client.force_login(secretary)
    for page in managed_pages(edition):
        assert client.get(page).status_code == 200, page


def test_the_printed_label_is_shown_but_is_no_address(client, edition):
    Edition.objects.filter(pk=edition.pk).update(printed_label="Paritrana Award 2024")
    assert "Paritrana Award 2024" in client.get(url("edition-detail", edition)).content.decode()
    assert edition.slug == "kecil-2023"


def test_what_is_asked_stands_on_the_edition_before_one_starts(client, edition):
    text = client.get(
        url("edition-detail", edition), headers={"cookie": "django_language=id"}
    ).content.decode()
    for words in ("Cakupan pekerja", "28 %", "Peraturan daerah", "12 %", "Inovasi", "60 %"):
        assert words.replace(" %", "\N{NO-BREAK SPACE}%") in text


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_the_same_queries_at_1_and_30_editions(client, count, django_assert_num_queries):
    secretariat = make.make_secretariat("71")
    by = make.make_member(secretariat)
    for number in range(count):
        text = make.small(**{"kecil-2023": f"kecil-{number}"})
        one = editions.create(rulebook_text=text, secretariat=secretariat, by=by)
        editions.announce(edition=one, by=by)
        make.make_phase(one, by=by)
    with django_assert_num_queries(3):
        page = client.get(reverse("awards:edition-list"))
    assert page.content.decode().count("/penyelenggaraan/kecil-") == count


def test_the_list_exports_to_excel(client, edition):
    page = client.get(reverse("awards:edition-list"), {"format": "xlsx"})
    assert page.content.startswith(b"PK")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_method_page_leaves_nothing_of_a_sample_out(client, path, language):
    edition = make.make_edition(rulebook_path=path, filled=False)
    client.cookies["django_language"] = language
    page = client.get(url("edition-method", edition))
    text = page.content.decode()
    book = edition.rulebook
    assert book.hash in text
    assert url("rulebook-download", edition, book.version) in text
    from django.utils.html import escape

    for category in book.categories:
        wanted = [category.title]
        for stage in category.stages:
            wanted.append(stage.title)
            for criterion in stage.criteria:
                wanted += [criterion.title, *(level.title for level in criterion.levels)]
                wanted += [words for _mark, words in criterion.anchors]
                wanted += [criterion.guidance] if criterion.guidance else []
        for words in wanted:
            assert escape(words[language]) in text, words[language]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_criterion_is_told_whole(path, language):
    book = method.read(path.read_text("utf-8"))
    with translation.override(language):
        told = categories_of(book)
    for category, words in zip(book.categories, told, strict=True):
        assert len(words.ties) == len(category.ties)
        assert len(words.jury) >= 2
        assert words.entrants
        for stage, stage_words in zip(category.stages, words.stages, strict=True):
            assert stage_words.held
            for criterion, one in zip(stage.criteria, stage_words.criteria, strict=True):
                assert one.weight.endswith("%")
                assert all(label and text for label, text in one.facts)
                own = {"measure": 4, "ladder": 2, "rubric": 3, "yes_no": 3}[criterion.kind]
                more = len(criterion.goalposts_by_size) + (criterion.small is not None)
                assert len(one.facts) == own + more
                assert len(one.rungs) == len(criterion.levels)
                assert len(one.anchors) == len(criterion.anchors)


def test_every_rule_of_the_format_has_its_words(edition):
    text = make.SMALL.replace(
        'ties = ["criterion:coverage", "joint"]\njury = { aggregate = "mean", min_jurors = 2 }',
        'ties = ["criterion:coverage", "stage:data", "worst_stage", "copeland", "lot", "joint"]\n'
        'sizes = ["large"]\nsectors = ["finance", "unknown_sector"]\nrank_on = "shown"\n'
        'jury = { aggregate = "trimmed", min_jurors = 1, fair_mode = "report" }',
    )
    for missing in ("renormalise", "class_median", "disqualify"):
        for unit in ("percent", "count", "rupiah", "months", "index"):
            book = method.read(
                text.replace(
                    'goalposts = ["0", "1"]',
                    f'goalposts = ["0", "1200.5"]\nunit = "{unit}"\nmissing = "{missing}"\nbetter = "lower"',
                )
            )
            category = categories_of(book)[0]
            assert len({*category.ties}) == 6
            assert len(category.jury) == 3
    median = make.small(**{'aggregate = "mean"': 'aggregate = "median"'})
    assert "median" in categories_of(method.read(median))[0].jury[0]


def test_a_rulebook_is_downloaded_as_it_was_given(client, edition):
    page = client.get(url("rulebook-download", edition, 1))
    assert page.content.decode() == make.SMALL
    assert client.get(url("rulebook-download", edition, 9)).status_code == 404


def test_the_example_is_labelled(client, edition):
    text = client.get(url("edition-method", edition), headers={"cookie": "django_language=en"})
    client.cookies["django_language"] = "en"
    text = client.get(url("edition-method", edition)).content.decode()
    assert "Example, not the official weights" in text


def test_faults_of_an_upload_stand_all_in_one_table_and_nothing_is_made(client):
    secretariat = make.make_secretariat("71")
    client.force_login(make.make_member(secretariat))
    client.cookies["django_language"] = "en"
    faulty = make.small(**{"weight_bp = 7000": "weight_bp = 6000", "winners = 3": "winners = 0"})
    page = client.post(
        reverse("awards:edition-create"), {"secretariat": secretariat.pk, "rulebook": toml(faulty)}
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "The rulebook has 2 faults" in text
    line = faulty.splitlines().index("winners = 0") + 1
    for words in (f">{line}<", "value.range", "weights.sum", "not 10000", "change the weights by +1000"):
        assert words in text, words
    assert not Edition.objects.exists()
    client.cookies["django_language"] = "id"
    page = client.post(
        reverse("awards:edition-create"), {"secretariat": secretariat.pk, "rulebook": toml(faulty)}
    )
    assert "ubah bobot sebesar +1000" in page.content.decode(), "faults are told in the page's language"


def test_an_upload_that_is_no_text_is_one_fault(client):
    secretariat = make.make_secretariat("71")
    client.force_login(make.make_member(secretariat))
    page = client.post(
        reverse("awards:edition-create"), {"secretariat": secretariat.pk, "rulebook": toml(b"\xff\xfe\x00")}
    )
    assert page.status_code == 422
    assert "file.encoding" in page.content.decode()


def test_an_edition_is_made_in_the_browser(client):
    secretariat = make.make_secretariat("71")
    client.force_login(make.make_member(secretariat))
    given = {"secretariat": secretariat.pk, "rulebook": toml(make.SMALL), "printed_label": "Paritrana 2024"}
    page = client.post(reverse("awards:edition-create"), given)
    edition = Edition.objects.get()
    assert page.status_code == 302
    assert page.url == url("committee-manage", edition)
    assert edition.printed_label == "Paritrana 2024"
    again = client.post(reverse("awards:edition-create"), given | {"rulebook": toml(make.SMALL)})
    assert again.status_code == 422, "the id is taken"


def test_a_stranger_to_secretariats_creates_nothing(client):
    client.force_login(make.make_user())
    assert client.get(reverse("awards:edition-create")).status_code == 403


def test_last_years_edition_is_copied_through_the_form(client, edition, secretary):
    make.make_phase(edition, planned_start=date(2024, 2, 1))
    client.force_login(secretary)
    shown = client.get(url("edition-copy", edition))
    assert 'value="kecil-2024"' in shown.content.decode()
    given = {
        "id": "kecil-2024",
        "title_id": "Periode 2024",
        "title_en": "",
        "start": "2024-01-01",
        "end": "2024-12-31",
    }
    page = client.post(url("edition-copy", edition), given)
    copy = Edition.objects.get(slug="kecil-2024")
    assert page.url == url("calendar-manage", copy)
    assert copy.phases.get().planned_start == date(2025, 2, 1)
    assert copy.rulebook.categories == edition.rulebook.categories
    faulty = client.post(url("edition-copy", edition), given | {"id": "Tidak Sah"})
    assert faulty.status_code == 422
    assert "value.id" in faulty.content.decode()
    empty = client.post(url("edition-copy", edition), {})
    assert empty.status_code == 422


def test_a_seat_is_filled_and_vacated_in_the_browser(client):
    edition = make.make_edition(filled=False)
    secretary = make.secretary_of(edition)
    seat = edition.seats.first()
    person = make.make_member(make.make_secretariat("74"), "juror")
    client.force_login(secretary)
    page = client.post(
        url("seat-appoint", edition, seat.pk), {"user": person.pk, "office": "Sekretaris Daerah"}
    )
    assert page.url == url("committee-manage", edition)
    assert make.holder_of(seat) == person
    refused = client.post(
        url("seat-appoint", edition, seat.pk), {"user": person.pk, "office": "Sekretaris Daerah"}
    )
    assert refused.status_code == 422
    assert client.post(url("seat-vacate", edition, seat.pk), {"reason": ""}).status_code == 422
    client.post(url("seat-vacate", edition, seat.pk), {"reason": "Purnatugas"})
    assert "Purnatugas" in client.get(url("committee-manage", edition)).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_committee_needs_the_same_queries_with_1_and_30_seats(client, count, django_assert_num_queries):
    edition = make.make_edition(
        text=make.small(**{'"law_expert", count = 2': f'"law_expert", count = {count}'})
    )
    client.force_login(make.secretary_of(edition))
    client.get(url("committee-manage", edition))
    with django_assert_num_queries(11):
        client.get(url("committee-manage", edition))


def test_the_calendar_is_kept_in_the_browser(client, edition, secretary):
    client.force_login(secretary)
    given = {
        "kind": "nomination",
        "name_id": "Pengusulan",
        "actor": "proposer",
        "planned_text": "Januari 2024",
    }
    assert client.post(url("phase-plan", edition), given).status_code == 302
    phase = edition.phases.get()
    past = {"closes_at": "2024-03-01T10:00"}
    with clock.at(NOON):
        assert client.post(url("phase-open", edition, phase.pk), past).status_code == 422
        client.post(url("phase-open", edition, phase.pk), {"closes_at": "2024-03-05T23:59"})
        phase.refresh_from_db()
        assert phase.closes_at == datetime(2024, 3, 5, 15, 59, tzinfo=UTC), "typed in the zone of the edition"
        assert client.post(url("phase-open", edition, phase.pk), {}).status_code == 422
        moved = {"closes_at": "2024-03-09T23:59", "reason": "Banjir"}
        client.post(url("phase-extend", edition, phase.pk), moved)
        text = client.get(url("edition-calendar", edition)).content.decode()
        assert "<s>" in text
        assert "5 Maret 2024" in text
        assert "9 Maret 2024" in text
        assert "Banjir" in text
        assert client.post(url("phase-close", edition, phase.pk)).status_code == 302
        assert client.post(url("phase-close", edition, phase.pk)).status_code == 422
        assert client.post(url("phase-remove", edition, phase.pk)).status_code == 422


def test_the_calendar_file_has_spans_and_deadlines(client, edition):
    with clock.at(NOON):
        make.make_phase(
            edition,
            name_id="Pengusulan",
            planned_start=date(2024, 3, 1),
            opened=True,
            closes_at=NOON + timedelta(days=4),
        )
        make.make_phase(edition, PhaseKind.PROCESSING, name_id="Penggodokan", planned_text="Maret–Mei 2024")
    page = client.get(url("calendar-download", edition))
    text = page.content.decode()
    assert page["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 2, "words without a day make no entry"
    assert "DTSTART;VALUE=DATE:20240301" in text
    assert "DTSTART:20240305T040000Z" in text


def test_a_changed_rulebook_is_uploaded_and_approved_by_the_chair(client, edition, secretary):
    make.make_phase(edition, PhaseKind.MARKING, opened=True)
    second = make.small(**{"version = 1\n": "version = 2\n", "quota = 2": "quota = 3"})
    client.force_login(secretary)
    assert client.post(url("rulebook-manage", edition), {"rulebook": toml(second)}).status_code == 422
    reason = "Rapat panitia 4 Maret"
    client.post(url("rulebook-manage", edition), {"rulebook": toml(second), "reason": reason})
    approve = url("rulebook-approve", edition, 2)
    assert approve not in client.get(url("rulebook-manage", edition)).content.decode()
    assert client.get(approve).status_code == 409, "not by who uploaded it"
    assert client.post(approve).status_code == 409, "not by who uploaded it"
    assert reason not in client.get(url("edition-method", edition)).content.decode()
    client.force_login(make.holder_of(edition.seats.get(code="chair")))
    asked = client.get(approve).content.decode()
    assert reason in asked
    assert "Kuota satu pengusul naik dari 2 menjadi 3." in asked, "in words, under its category"
    assert "quota = 2" in asked, "what goes out"
    assert "quota = 3" in asked, "what comes in"
    assert "winners" not in asked, "what stays is not shown"
    assert client.post(approve).status_code == 302
    assert reason in client.get(url("edition-method", edition)).content.decode()


def test_announcing_asks_first(client):
    edition = make.make_edition(state=EditionState.PREPARING)
    client.force_login(make.secretary_of(edition))
    assert client.get(url("edition-announce", edition)).status_code == 200
    edition.refresh_from_db()
    assert edition.state == EditionState.PREPARING
    client.post(url("edition-announce", edition))
    edition.refresh_from_db()
    assert edition.state == EditionState.OPEN


def test_a_seat_is_offered_to_people_of_the_region_first_and_to_nobody_who_sits_already(client):
    edition = make.make_edition()
    seat = edition.seats.get(code="chair")
    committees.vacate(seat=seat, reason="pindah tugas", by=make.secretary_of(edition))
    near = make_member(organisation=make_organisation(name="PT Dekat", region="71.07"), office="Dekat").user
    far = make_member(organisation=make_organisation(name="PT Jauh", region="74.01"), office="Jauh").user
    client.force_login(make.secretary_of(edition))
    page = client.get(f"/kelola/penyelenggaraan/{edition.slug}/panitia/{seat.pk}/isi").text
    choices = page[page.index('<select name="user"') :]
    choices = choices[: choices.index("</select>")]
    groups = choices.split("<optgroup")
    assert f'value="{near.pk}"' in groups[1]
    assert f'value="{far.pk}"' in groups[2]
    seated = Appointment.objects.filter(seat__edition=edition, ended_at__isnull=True)
    assert seated.exists()
    assert not [one.user_id for one in seated if f'value="{one.user_id}"' in choices]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_method_page_shows_everything_of_format_2(client, language):
    edition = make.make_edition(rulebook_path=make.RULEBOOKS / "provinsi-kelas-desa-2025.toml")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = " ".join(client.get(url("edition-method", edition)).content.decode().split())
    said = {
        "en": [
            *("Effort of the village", "60% of the dimension, 25.2% of the whole", "Pass mark: whoever"),
            *(
                "geometric mean",
                "as if 50 more persons had it",
                "Points, size class kecil",
                "Best of the best",
            ),
            *(
                "Consolation places",
                "More points in the dimension “Reach” go first",
                "evened out in the score",
            ),
            *("while no more than 9 pass in all", "of its size class", "Prizes outside the ranks"),
        ],
        "id": [
            *("Upaya desa", "Terbaik dari yang terbaik", "seakan-akan ada 50 orang lagi"),
            "Poin lebih banyak pada dimensi “Jangkauan” didahulukan",
        ],
    }[language]
    assert [one for one in said if one.lower() not in page.lower()] == []
