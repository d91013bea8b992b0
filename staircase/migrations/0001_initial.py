import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
import wagtail.models.preview
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('what', models.CharField(help_text='One sentence.', max_length=300, verbose_name='what it is')),
                ('residents', models.CharField(max_length=200, verbose_name='whom it is for')),
                ('change', models.CharField(max_length=200, verbose_name='change aimed at')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StaircasePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('source', models.CharField(blank=True, help_text='Where the classification comes from. Shown below the drawing.', max_length=250, verbose_name='source')),
                ('research', wagtail.fields.RichTextField(blank=True, help_text='Shown above the list of sources, which is generated.', verbose_name='about the research')),
                ('licence', models.CharField(blank=True, choices=[('https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'), ('https://creativecommons.org/publicdomain/zero/1.0/', 'CC0 1.0')], help_text='What others may do with the data. Empty: they are asked to write first.', max_length=60, verbose_name='licence of the data')),
            ],
            options={
                'verbose_name': 'staircase',
                'verbose_name_plural': 'staircases',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TierPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('step_title', models.CharField(help_text="A sentence that says what the step brings. Shown as the step's heading.", max_length=160, verbose_name='step title')),
                ('residents', models.CharField(help_text="Whom the step's activities are for.", max_length=200, verbose_name='residents')),
                ('knowledge_base', models.CharField(help_text='How much is known of their effect.', max_length=200, verbose_name='knowledge base')),
                ('change', models.CharField(help_text='The change in welfare aimed at.', max_length=200, verbose_name='change aimed at')),
                ('text', wagtail.fields.RichTextField(verbose_name='text')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('authors', models.TextField(blank=True, help_text='Surname, first name. A semicolon between two authors: Hansen, Eva; Jensen, Bo. Empty where no author is named.', verbose_name='authors')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('publisher', models.CharField(max_length=160, verbose_name='publisher')),
                ('language', models.CharField(choices=[('da', 'Danish'), ('en', 'English'), ('sv', 'Swedish'), ('no', 'Norwegian'), ('de', 'German'), ('fr', 'French')], default='da', help_text='So that a screen reader pronounces the title right.', max_length=2, verbose_name='language of the title')),
                ('kind', models.CharField(choices=[('review', 'Systematic review'), ('effect', 'Effect study'), ('evaluation', 'Evaluation'), ('description', 'Description')], max_length=20, verbose_name='kind of source')),
                ('finding', models.CharField(blank=True, help_text='One sentence.', max_length=250, verbose_name='what it shows')),
                ('doi', models.CharField(blank=True, help_text='10.4073/csr.2013.10', max_length=250, verbose_name='DOI')),
                ('isbn', models.CharField(blank=True, help_text='978-87-7119-526-2', max_length=30, verbose_name='ISBN')),
                ('address', models.URLField(blank=True, help_text='Used for the link where there is no DOI.', verbose_name='web address')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['authors', 'year', 'title'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('activity', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='staircase.activitypage')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='staircase.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
