"""A run keeps what is computed beside its result."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("results", "0002_awards")]

    operations = [
        migrations.AddField(
            model_name="rankingrun", name=name, field=models.TextField(blank=True, default="")
        )
        for name in ("robustness_json", "severity_csv", "fair_csv", "record_json")
    ]
