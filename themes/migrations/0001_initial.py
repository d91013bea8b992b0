import django.db.models.deletion
import lbf50.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('lbf50', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ThemeIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
            ],
            options={
                'verbose_name': 'overview of themes',
                'verbose_name_plural': 'overviews of themes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ThemePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(help_text="One or two sentences. Also shown on the theme's card.", verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('sub_heading', 1), ('text', 2), ('quote', 5), ('picture', 8), ('picture_beside_text', 11), ('points', 16), ('facts', 22), ('timeline', 27), ('table', 30), ('notice', 32), ('film', 38), ('staircase', 41), ('book', 45)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'h2', 'label': 'Heading', 'max_length': 120, 'preview_value': 'En overskrift', 'template': 'lbf50/blocks/heading.html'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'h3', 'label': 'Sub-heading', 'max_length': 120, 'preview_value': 'En underoverskrift', 'template': 'lbf50/blocks/sub_heading.html'}), 2: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted', 'footnotes'], 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Boligsocialt arbejde bygger på fællesskaber mellem beboere.</p>', 'template': 'lbf50/blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('who', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the picture', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7)]], {}), 9: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'label': 'Text'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('left', 'left of the text'), ('right', 'right of the text')], 'label': 'The picture stands'}), 11: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7), ('text', 9), ('side', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Points'}), 15: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('heading', 12), ('points', 14), ('numbered', 15)]], {}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers see the fact when it is written.', 'label': 'Value', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('label', 17), ('value', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Facts'}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('heading', 12), ('facts', 20), ('source', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'For instance 1967', 'label': 'When', 'max_length': 30}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 25: ('wagtail.blocks.StructBlock', [[('when', 23), ('what', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Events'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 12), ('events', 26), ('source', 21)]], {}), 28: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'footnotes', 'keep-pasted'], 'label': 'Text', 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Figures', 'required': False}), 30: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('figures', 29)]], {}), 31: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 32: ('wagtail.blocks.StructBlock', [[('heading', 31), ('text', 9)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 34: ('wagtail.blocks.URLBlock', (), {'help_text': 'The film’s own page on YouTube or Vimeo.', 'label': 'Web address of the film'}), 35: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Stands in place of the film until it is played.', 'label': 'Still picture'}), 36: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write minutes and seconds with a colon, for instance 4:32'}, 'help_text': 'Minutes and seconds, for instance 4:32', 'label': 'Length', 'regex': '^\\d{1,3}:[0-5]\\d$'}), 37: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'help_text': 'For those who cannot hear or see the film.', 'label': 'What is said and shown'}), 38: ('wagtail.blocks.StructBlock', [[('title', 33), ('address', 34), ('still', 35), ('length', 36), ('words', 37)]], {}), 39: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Staircase', 'page_type': ['staircase.StaircasePage'], 'required': False}), 40: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Show the text of every step below the drawing', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('staircase', 39), ('with_texts', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 43: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Book', 'page_type': ['orders.BookPage'], 'required': False}), 44: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 45: ('wagtail.blocks.StructBlock', [[('heading', 42), ('book', 43), ('text', 44)]], {})}, verbose_name='content')),
                ('see_more_heading', models.CharField(blank=True, help_text='For instance: Hvis du vil se mere om velfærd', max_length=120, verbose_name='heading')),
                ('see_more', wagtail.fields.StreamField([('page', 2), ('document', 5), ('film', 9), ('site', 9)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the title of the page.', 'label': 'Text', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('page', 0), ('text', 1)]], {}), 3: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the title of the document.', 'label': 'Text', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('document', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.URLBlock', (), {'label': 'Web address'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'What one finds there', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('address', 6), ('text', 7), ('about', 8)]], {})}, verbose_name='see more')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lbf50.picture', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
            },
            bases=(lbf50.models.VideoPageMixin, 'wagtailcore.page'),
        ),
    ]
