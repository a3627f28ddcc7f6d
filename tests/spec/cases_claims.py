"""Printed claims and their verdicts: the published cases first, then the rules one by one."""

from dataclasses import dataclass

from paritrana.core.claims import Verdict, judge, read_claims


@dataclass(frozen=True)
class ClaimCase:
    """One claim as a file has it (without its id), the verdict, and the recomputed value, if there is one."""

    title: str
    claim: str
    verdict: str
    recomputed: str | None
    explanation: str = ""

    @property
    def toml(self) -> str:
        return f"[[claim]]\n{self.claim.strip()}\n"

    def judged(self) -> Verdict:
        (claim,) = read_claims(self.toml.replace("[[claim]]", '[[claim]]\nid = "case"').encode())
        return judge(claim)


HOLDS, WITHIN = "holds", "holds within rounding"
CONTRADICTS, UNREADABLE = "contradicts", "unreadable"


def given(kind: str, **values: object) -> str:
    """Return a claim's keys as TOML; lists stay lists, every value is a text."""

    def shown(value: object) -> str:
        return f"[{', '.join(map(shown, value))}]" if isinstance(value, list | tuple) else f'"{value}"'

    return "\n".join(
        [f'kind = "{kind}"', *(f"{key.strip('_')} = {shown(one)}" for key, one in values.items())]
    )


def ratio(part: str, whole: str, percent: str) -> str:
    return given("ratio", numerator=part, denominator=whole, percent=percent)


def added(*parts: str, total: str) -> str:
    return given("sum", parts=parts, total=total)


def less(before: str, minus: str, result: str) -> str:
    return given("difference", from_=before, minus=minus, result=result)


def times(*factors: str, result: str) -> str:
    return given("product", factors=factors, result=result)


def premium(workers: str, total: str, months: str = "12", monthly: str = "Rp16.800") -> str:
    return given("premium", workers=workers, months=months, monthly=monthly, total=total)


def dated(text: str) -> str:
    return given("date", text=text)


SEATS = (
    *("Ketua", "Sekretaris", "Kadisnaker", "Unsur pengusaha", "Unsur serikat pekerja"),
    *("Ahli jaminan sosial", "Ahli ekonomi", "Ahli hukum", "Ahli kebijakan publik"),
)

PUBLISHED = [
    ClaimCase("1 Gorontalo, candidates 2020–21", added("2", "2", "3", "1", total="8"), HOLDS, "8"),
    ClaimCase(
        "2 Minahasa Tenggara, 2023 to 2024",
        given("growth", before="27.752", after="29.269", rise="1.517", percent="5,47 persen"),
        HOLDS,
        "1517; 5.47",
    ),
    ClaimCase(
        "3 Minahasa Tenggara, a year's premium",
        premium("29.269", "Rp5.900.630.400"),
        HOLDS,
        "5900630400",
    ),
    ClaimCase("4 Seats of the 2023 committee", given("count", items=SEATS, stated="9"), HOLDS, "9"),
    ClaimCase("5 The agreement in Manado", dated("Selasa 23/4/24"), HOLDS, "Selasa (23/4/2024)"),
    ClaimCase("5 The visit in Gorontalo", dated("Rabu (6/1/2021)"), HOLDS, "Rabu (6/1/2021)"),
    ClaimCase("5 The meeting in Kendari", dated("Rabu (21/2/2024)"), HOLDS, "Rabu (21/2/2024)"),
    ClaimCase("5 The gala in Ternate", dated("Kamis (3/7/2025)"), HOLDS, "Kamis (3/7/2025)"),
    ClaimCase("7 Interviewed for 2019", added("7", "10", "9", "9", total="35"), HOLDS, "35"),
    ClaimCase("8 Interviewed for 2021", added("12", "9", "10", "9", total="40"), HOLDS, "40"),
    ClaimCase("9 Large nominees 2022", times("34", "3", result="102"), HOLDS, "102"),
    ClaimCase("10 Winners of 2018", added("3", "3", "3", "3", "33", total="45"), HOLDS, "45"),
    ClaimCase("10 Companies among them", added("3", "3", "33", total="39"), HOLDS, "39"),
    ClaimCase("11 DIY, entries", added("5", "46", total="51"), HOLDS, "51"),
    ClaimCase("11 DIY, prizes", times("4", "3", result="12"), HOLDS, "12"),
    ClaimCase("12 Jatim, prizes", times("8", "3", result="24"), HOLDS, "24"),
    ClaimCase("12 Jatim, a year later", added("3", "3", "9", total="15"), HOLDS, "15"),
    ClaimCase("13 Kalteng, interviewed", added("7", "4", "8", total="19"), HOLDS, "19"),
    ClaimCase("14 PPU, premium", premium("5.000", "Rp1,008 miliar"), HOLDS, "1008000000"),
    ClaimCase(
        "16 Mukomuko, premium",
        premium("1.800", "362,8 juta"),
        CONTRADICTS,
        "362880000",
        "362,88 was cut off where it is rounded to 362,9. All inputs are exact.",
    ),
    ClaimCase("17 Mukomuko, rejected", less("1.800", "1.616", "184"), HOLDS, "184"),
    ClaimCase("17 Mukomuko, plan", times("15", "150", result="2.250"), HOLDS, "2250"),
    ClaimCase(
        "19 Kutim, premium",
        premium("98.000", "Rp20 miliar"),
        HOLDS,
        "19756800000",
        "To the nearest billion it is 20; with the word *hampir* (almost) it cannot be read.",
    ),
    ClaimCase("21 Ngawi, still to be registered", less("10.000", "8.502", "1.498"), HOLDS, "1498"),
    ClaimCase("21 Ngawi, share", ratio("8.502", "10.000", "85,02 %"), HOLDS, "85.02"),
    ClaimCase("22 Semarang", ratio("390.498", "756.873", "51,59 persen"), HOLDS, "51.59"),
    ClaimCase("22 Semarang, left", less("756.873", "390.498", "366.375"), HOLDS, "366375"),
    ClaimCase("22 Semarang, share left", ratio("366.375", "756.873", "48,41"), HOLDS, "48.41"),
    ClaimCase("24 Sulut", ratio("513.024", "854.203", "60,06 persen"), HOLDS, "60.06"),
    ClaimCase("24 Minahasa Tenggara", ratio("27.025", "33.754", "80 persen"), HOLDS, "80.06"),
    ClaimCase("24 Bolmong Utara", ratio("6.637", "23.610", "28 persen"), HOLDS, "28.11"),
    ClaimCase(
        "27 Kendari, segments",
        added("88.357", "36.140", "16.443", total="49.397"),
        CONTRADICTS,
        "140940",
        "Printed as the active members, the parts are all workers.",
    ),
    ClaimCase("30 Banyumas", ratio("12.171", "51.674", "46,8 %"), CONTRADICTS, "23.55"),
    ClaimCase(
        "30 Banyumas, segments", added("159.475", "35.814", "19.398", total="214.687"), HOLDS, "214687"
    ),
    ClaimCase(
        "33 Mukomuko, “184 passed”",
        less("1.800", "184", "184"),
        CONTRADICTS,
        "1616",
        "Two papers on one list: by one 184 passed, by the other 184 were rejected. Both cannot hold; the "
        "one that contradicts itself is told, and none of the two is chosen for the reader.",
    ),
    ClaimCase("33 Mukomuko, the other paper", less("1.800", "184", "1.616"), HOLDS, "1616"),
    ClaimCase(
        "36 Pangkalpinang, left",
        less("23.416", "4.754", "18.8662"),
        UNREADABLE,
        "18662",
        "A malformed number is not guessed; what the others give is said beside it.",
    ),
    ClaimCase("43 Nunukan", times("232", "100", result="23.200"), HOLDS, "23200"),
    ClaimCase("45 Minahasa Tenggara, one fund", ratio("29.269", "33.754", "86,7 %"), HOLDS, "86.71"),
    ClaimCase(
        "National active members",
        added("26,26 juta", "9,58 juta", "5,53 juta", total="41,38 juta"),
        WITHIN,
        "41370000",
        "Each part may be 5,000 more or less, so that 41.355 to 41.385 million is possible.",
    ),
    ClaimCase("Sulsel", ratio("1,32 juta", "2,80 juta", "47,38 persen"), WITHIN, "47.14"),
    ClaimCase(
        "Sultra, segments", added("151.413", "66.647", "66.647", total="284.207"), CONTRADICTS, "284707"
    ),
    ClaimCase("Sultra, share", ratio("284.207", "1 juta lebih", "42 persen"), UNREADABLE, None),
]

RULES = [
    ClaimCase(
        "The last digit, rounded down", ratio("1", "3", "33,33"), HOLDS, "33.33", "33.333… is printed so."
    ),
    ClaimCase("The last digit, one off", ratio("1", "3", "33,34"), CONTRADICTS, "33.33"),
    ClaimCase("A half may go up", ratio("1", "8", "13"), HOLDS, "12.50"),
    ClaimCase("A half may go down", ratio("1", "8", "12"), HOLDS, "12.50"),
    ClaimCase("Fewer digits ask for less", ratio("1", "8", "10"), CONTRADICTS, "12.50"),
    ClaimCase("More digits than two", ratio("1", "7", "14,2857"), HOLDS, "14.2857"),
    ClaimCase(
        "A scale word leaves half its place open",
        added("67 ribu", "1.000", total="68.499"),
        WITHIN,
        "68000",
        "67 ribu stands for 66.500 to 67.500.",
    ),
    ClaimCase("Its end is included", added("67 ribu", "1.000", total="68.500"), WITHIN, "68000"),
    ClaimCase("Beyond it nothing fits", added("67 ribu", "1.000", total="68.501"), CONTRADICTS, "68000"),
    ClaimCase("In full it is exact", added("67.000", "1.000", total="68.001"), CONTRADICTS, "68000"),
    ClaimCase("A printed total in thousands", added("66.501", "1.000", total="68 ribu"), HOLDS, "67501"),
    ClaimCase(
        "One pair must give both rise and percent",
        given("growth", before="1,0 juta", after="1,1 juta", rise="190.000", percent="5"),
        CONTRADICTS,
        "100000; 10.00",
        "Each alone is possible within the rounding, but no pair of values gives both.",
    ),
    ClaimCase(
        "A fall has a minus",
        given("growth", before="200", after="150", percent="-25 persen"),
        HOLDS,
        "-25.00",
    ),
    ClaimCase("A factor in percent", times("Rp16.800", "50 persen", result="Rp8.400"), HOLDS, "8400"),
    ClaimCase("A percent of nothing", ratio("5", "0", "100"), CONTRADICTS, None),
    ClaimCase("More than the whole", ratio("6", "5", "120"), HOLDS, "120.00"),
    ClaimCase("English grouping", added("27,752", "1.517", total="29.269"), UNREADABLE, None),
    ClaimCase("English decimals", ratio("27.752", "29.269", "94.82"), UNREADABLE, "94.82"),
    ClaimCase("A word more than a number", added("sekitar 60", "40", total="100"), UNREADABLE, None),
    ClaimCase("A unit may stand by", added("60 orang", "40 pekerja", total="100 orang"), HOLDS, "100"),
    ClaimCase("Percents are not added to counts", added("60 persen", "40", total="100"), UNREADABLE, None),
    ClaimCase(
        "Money as it is often printed", added("Rp 16.800,-", "Rp. 20.000,-", total="Rp36.800"), HOLDS, "36800"
    ),
    ClaimCase("Another weekday", dated("Kamis (21/2/2024)"), CONTRADICTS, "Rabu (21/2/2024)"),
    ClaimCase("A month in words", dated("Jumat, 1 Agustus 2025"), HOLDS, "Jumat (1/8/2025)"),
    ClaimCase("A date without weekday", dated("30 Juni 2025"), HOLDS, "Senin (30/6/2025)"),
    ClaimCase(
        "No such day", dated("Rabu (31/2/2024)"), UNREADABLE, None, "Which day was meant is not guessed."
    ),
    ClaimCase("Month before day", dated("4/23/2024"), UNREADABLE, None),
    ClaimCase("Two dates", dated("21/2/2024 atau 22/2/2024"), UNREADABLE, None),
]

PARTS = (("Published figures", PUBLISHED), ("The rules, one by one", RULES))
CASES = [*PUBLISHED, *RULES]
