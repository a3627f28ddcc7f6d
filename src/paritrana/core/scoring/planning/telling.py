"""What a plan promises and how marks hang together, in sentences of both languages."""

from paritrana.core.scoring.planning.connectivity import Linkage
from paritrana.core.scoring.planning.gain import Gain
from paritrana.core.scoring.planning.reasons import named

type Told = dict[str, str]  # language: sentence

_EN, _ID = "en", "id"


def gain_told(found: Gain | None) -> Told:
    """Return the expected gain of one category in one sentence."""
    if found is None:
        return {
            _EN: "With one entrant there is nothing to compare.",
            _ID: "Hanya satu peserta, tidak ada yang dibandingkan.",
        }
    plain, fair = found.of_hundred
    if fair > plain:
        return {
            _EN: f"With this plan the best entrant comes first in about {fair} of 100 cases when marks are "
            f"corrected for severity, instead of {plain} with plain means.",
            _ID: f"Dengan rancangan ini peserta terbaik menjadi pertama pada sekitar {fair} dari 100 kasus "
            f"bila nilai dikoreksi menurut keketatan juri, bukan {plain} dengan rata-rata biasa.",
        }
    return {
        _EN: f"With this plan the best entrant comes first in about {plain} of 100 cases; "
        "correcting for severity would not change that.",
        _ID: f"Dengan rancangan ini peserta terbaik menjadi pertama pada sekitar {plain} dari 100 kasus; "
        "koreksi keketatan juri tidak mengubahnya.",
    }


def linkage_told(found: Linkage) -> list[Told]:
    """Return whether one category hangs together, what is weak, and who has too few entrants."""
    told = [_whole(found)]
    if found.unmarked and found.parts:
        told.append(
            {
                _EN: f"Not marked by anybody: {named(list(found.unmarked))}.",
                _ID: f"Belum dinilai siapa pun: {named(list(found.unmarked))}.",
            }
        )
    if found.weak:
        told.append(_weakness(found))
    if found.few:
        listed = named([f"{juror} ({count})" for juror, count in found.few])
        told.append(
            {
                _EN: f"With fewer than 8 entrants here, their severity stays a guess: {listed}.",
                _ID: f"Kurang dari 8 peserta di sini, jadi keketatannya hanya perkiraan: {listed}.",
            }
        )
    return told


def _whole(found: Linkage) -> Told:
    facts = f"{found.jurors}", f"{found.entrants}"
    if not found.parts:
        return {_EN: "Nobody has marked anything here.", _ID: "Belum ada penilaian di sini."}
    if len(found.parts) > 1:
        parts = [named(sorted(entrants)) for _, entrants in found.parts]
        return {
            _EN: f"Not connected: the entrants fall into {len(parts)} parts that no juror links: "
            f"{' | '.join(parts)}. Marks of different parts cannot be compared; let one juror of each part "
            "also mark an entrant of another.",
            _ID: f"Tidak terhubung: peserta terbagi menjadi {len(parts)} bagian tanpa juri bersama: "
            f"{' | '.join(parts)}. Nilai antarbagian tidak dapat dibandingkan; minta satu juri dari tiap "
            "bagian menilai juga satu peserta dari bagian lain.",
        }
    if found.unmarked:
        return {
            _EN: f"The entrants that were marked are connected through {facts[0]} jurors, but not all were.",
            _ID: f"Peserta yang sudah dinilai terhubung melalui {facts[0]} juri, tetapi belum semua dinilai.",
        }
    return {
        _EN: f"Connected: all {facts[1]} entrants can be compared through {facts[0]} jurors.",
        _ID: f"Terhubung: semua {facts[1]} peserta dapat dibandingkan melalui {facts[0]} juri.",
    }


def _weakness(found: Linkage) -> Told:
    held = {
        _EN: [("juror", found.cut_jurors), ("entrant", found.cut_entrants)],
        _ID: [("juri", found.cut_jurors), ("peserta", found.cut_entrants)],
    }
    words = {
        language: "; ".join(f"{word} {named(list(names))}" for word, names in several if names)
        for language, several in held.items()
    }
    marks = named([f"{juror} – {entrant}" for juror, entrant in found.bridges])
    return {
        _EN: f"Weak: it holds only through {words[_EN] or 'single marks'}"
        + (f" (single marks: {marks})" if marks else "")
        + ". One recusal there would part it; add a second link.",
        _ID: f"Lemah: hanya bertumpu pada {words[_ID] or 'penilaian tunggal'}"
        + (f" (penilaian tunggal: {marks})" if marks else "")
        + ". Satu juri mundur di sana akan memutusnya; tambahkan tautan kedua.",
    }
