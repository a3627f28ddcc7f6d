"""What each fault of a /2 book's own keys says: English sentence and cure, then the Indonesian two."""

from paritrana.core.units.telling import Wording

TWO: dict[str, Wording] = {
    "dimension.missing": (
        "the stage has dimensions, but the criterion {criterion} names none",
        "add dimension with the id of one of them",
        "tahap ini berdimensi, tetapi kriteria {criterion} tidak menyebut dimensinya",
        "tambahkan dimension berisi id salah satu dimensi",
    ),
    "dimension.unknown": (
        "{value} is not a dimension of this stage",
        "use one of: {known}",
        "{value} bukan dimensi tahap ini",
        "pakai salah satu: {known}",
    ),
    "dimension.none": (
        "a criterion names a dimension, but the stage {stage} has none",
        "remove dimension, or add [[category.stage.dimension]] tables",
        "kriteria menyebut dimensi, tetapi tahap {stage} tidak berdimensi",
        "hapus dimension, atau tambahkan tabel [[category.stage.dimension]]",
    ),
    "dimension.empty": (
        "no criterion stands in the dimension {value}",
        "put a criterion into it or remove it",
        "tidak ada kriteria dalam dimensi {value}",
        "masukkan kriteria ke dalamnya, atau hapus dimensi ini",
    ),
    "aggregate.dimensions": (
        "a geometric mean across dimensions needs dimensions",
        'add [[category.stage.dimension]] tables or use aggregate = "mean"',
        "rata-rata geometrik antardimensi memerlukan dimensi",
        'tambahkan tabel [[category.stage.dimension]], atau pakai aggregate = "mean"',
    ),
    "floor.range": (
        "the floor is not between 0 and 1",
        'write a share above 0 and below 1, as in "0.01"',
        "batas dasar tidak berada di antara 0 dan 1",
        'tulis bagian lebih dari 0 dan kurang dari 1, misalnya "0.01"',
    ),
    "floor.mean": (
        "a floor belongs to a geometric mean only",
        'remove floor or set aggregate = "geometric"',
        "batas dasar hanya untuk rata-rata geometrik",
        'hapus floor, atau tulis aggregate = "geometric"',
    ),
    "pass_mark.range": (
        "the pass mark is outside 0 to 100 points",
        'write points from 0 to 100, as in 60 or "62.5"',
        "nilai ambang di luar 0 sampai 100 poin",
        'tulis poin dari 0 sampai 100, misalnya 60 atau "62.5"',
    ),
    "uncertain.together": (
        "{key} needs {other} beside it",
        "add {other} or remove {key}",
        "{key} harus disertai {other}",
        "tambahkan {other}, atau hapus {key}",
    ),
    "uncertain.finalists": (
        "{key} needs finalists, the number that passes without doubt",
        "add finalists to the category or remove {key}",
        "{key} memerlukan finalists, yaitu jumlah yang pasti lolos",
        "tambahkan finalists pada kategori, atau hapus {key}",
    ),
    "uncertain.ceiling": (
        "finalists_ceiling of {ceiling} is below the {finalists} finalists",
        "raise finalists_ceiling or lower finalists",
        "finalists_ceiling {ceiling} lebih kecil daripada {finalists} finalis",
        "naikkan finalists_ceiling atau turunkan finalists",
    ),
    "uncertain.geometric": (
        "uncertain finalists are not defined where the category has a geometric mean",
        'remove finalists_ceiling and uncertain_pct, or use aggregate = "mean" throughout',
        "finalis yang belum pasti tidak berlaku bila kategori memakai rata-rata geometrik",
        'hapus finalists_ceiling dan uncertain_pct, atau pakai aggregate = "mean" di seluruh kategori',
    ),
    "jury.geometric": (
        'fair_mode = "official" needs a mean across the dimensions of {stage}, which jurors mark',
        'use fair_mode = "report", or aggregate = "mean" in that stage',
        'fair_mode = "official" memerlukan rata-rata biasa antardimensi {stage} yang dinilai juri',
        'pakai fair_mode = "report", atau aggregate = "mean" pada tahap itu',
    ),
    "size.none": (
        "{value} is named, but the category has no size classes",
        "add size_classes to the category",
        "{value} disebut, tetapi kategori tidak memuat kelas ukuran",
        "tambahkan size_classes pada kategori",
    ),
    "size.unknown": (
        "{value} is not a size class of this category",
        "use one of: {known}",
        "{value} bukan kelas ukuran kategori ini",
        "pakai salah satu: {known}",
    ),
    "small.other_rule": (
        "{key} does not belong to the rule {kind} for small numbers",
        "remove it or change the rule",
        "{key} tidak berlaku untuk aturan {kind} bagi angka kecil",
        "hapus, atau ubah aturannya",
    ),
    "small.prior": (
        "the prior {value} is not a share from 0 to 1",
        'write a share, as in "0.40"',
        "nilai awal {value} bukan bagian dari 0 sampai 1",
        'tulis bagian, misalnya "0.40"',
    ),
    "prize.category": (
        "{value} is not a category of this book",
        "use one of: {known}",
        "{value} bukan kategori dalam aturan ini",
        "pakai salah satu: {known}",
    ),
    "prize.on": (
        "{value} is nothing a prize can be given on",
        "use score, stage:ID, dimension:ID or criterion:ID",
        "{value} tidak dapat menjadi dasar penghargaan khusus",
        "pakai score, stage:ID, dimension:ID, atau criterion:ID",
    ),
    "prize.lacking": (
        "the category {category} has no {value}",
        "choose what all categories of the prize have, or narrow categories",
        "kategori {category} tidak memuat {value}",
        "pilih yang dimuat semua kategori penghargaan ini, atau persempit categories",
    ),
}
