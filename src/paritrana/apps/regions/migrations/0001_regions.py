"""The region table and its loadings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TableLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("loaded_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("total", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("absent", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "loading of the region table",
                "ordering": ["-loaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("code", models.CharField(max_length=13, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("folded", models.CharField(max_length=120)),
                ("level", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=12)),
                ("zone", models.CharField(max_length=4)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("decree", models.CharField(blank=True, max_length=120)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("head_title", models.CharField(blank=True, max_length=60)),
                ("council_title", models.CharField(blank=True, max_length=60)),
                ("words_checked", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "ordering": ["code"],
                "indexes": [
                    models.Index(fields=["level", "name"], name="regions_level_name"),
                    models.Index(fields=["folded"], name="regions_folded"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "province"), ("parent", None)),
                            models.Q(
                                models.Q(("level", "province"), _negated=True), ("parent__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="regions_only_provinces_have_no_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="regions_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
