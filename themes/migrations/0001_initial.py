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
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('quote', 4), ('picture', 7), ('points', 12), ('facts', 18), ('film', 24), ('staircase', 27), ('book', 31)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'lbf50/blocks/heading.html'}), 1: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'Text', 'template': 'lbf50/blocks/text.html'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('text', 2), ('who', 3)]], {}), 5: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('picture', 5), ('caption', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Points'}), 11: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('heading', 8), ('points', 10), ('numbered', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers then see that it is being checked.', 'label': 'Value', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('label', 13), ('value', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Facts'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('heading', 8), ('facts', 16), ('source', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 20: ('wagtail.blocks.URLBlock', (), {'help_text': 'The film’s own page on YouTube or Vimeo.', 'label': 'Web address of the film'}), 21: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Stands in place of the film until it is played.', 'label': 'Still picture'}), 22: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write minutes and seconds with a colon, for instance 4:32'}, 'help_text': 'Minutes and seconds, for instance 4:32', 'label': 'Length', 'regex': '^\\d{1,3}:[0-5]\\d$'}), 23: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'help_text': 'For those who cannot hear or see the film.', 'label': 'What is said and shown'}), 24: ('wagtail.blocks.StructBlock', [[('title', 19), ('address', 20), ('still', 21), ('length', 22), ('words', 23)]], {}), 25: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Staircase', 'page_type': ['staircase.StaircasePage']}), 26: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Show the text of every step below the drawing', 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('staircase', 25), ('with_texts', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Book', 'page_type': ['orders.BookPage']}), 30: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('heading', 28), ('book', 29), ('text', 30)]], {})}, verbose_name='content')),
                ('see_more_heading', models.CharField(blank=True, help_text='For instance: Hvis du vil se mere om velfærd', max_length=120, verbose_name='heading')),
                ('see_more', wagtail.fields.StreamField([('page', 2), ('document', 5), ('film', 9), ('site', 9)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the title of the page.', 'label': 'Text', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('page', 0), ('text', 1)]], {}), 3: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the title of the document.', 'label': 'Text', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('document', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.URLBlock', (), {'label': 'Web address'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'What one finds there', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('address', 6), ('text', 7), ('about', 8)]], {})}, verbose_name='see more')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lbf50.picture', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
            },
            bases=(lbf50.models.VideoPageMixin, 'wagtailcore.page'),
        ),
    ]
