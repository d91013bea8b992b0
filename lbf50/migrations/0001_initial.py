import django.db.models.deletion
import lbf50.models
import lbf50.pictures
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('sub_heading', 1), ('text', 2), ('quote', 5), ('picture', 8), ('picture_beside_text', 11), ('points', 16), ('facts', 22), ('timeline', 27), ('table', 30), ('notice', 32), ('privacy_notice', 33)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'h2', 'label': 'Heading', 'max_length': 120, 'preview_value': 'En overskrift', 'template': 'lbf50/blocks/heading.html'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'h3', 'label': 'Sub-heading', 'max_length': 120, 'preview_value': 'En underoverskrift', 'template': 'lbf50/blocks/sub_heading.html'}), 2: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted', 'footnotes'], 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Boligsocialt arbejde bygger på fællesskaber mellem beboere.</p>', 'template': 'lbf50/blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('who', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the picture', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7)]], {}), 9: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'label': 'Text'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('left', 'left of the text'), ('right', 'right of the text')], 'label': 'The picture stands'}), 11: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7), ('text', 9), ('side', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Points'}), 15: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('heading', 12), ('points', 14), ('numbered', 15)]], {}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers see the fact when it is written.', 'label': 'Value', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('label', 17), ('value', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Facts'}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('heading', 12), ('facts', 20), ('source', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'For instance 1967', 'label': 'When', 'max_length': 30}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 25: ('wagtail.blocks.StructBlock', [[('when', 23), ('what', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Events'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 12), ('events', 26), ('source', 21)]], {}), 28: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'footnotes', 'keep-pasted'], 'label': 'Text', 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Figures', 'required': False}), 30: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('figures', 29)]], {}), 31: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 32: ('wagtail.blocks.StructBlock', [[('heading', 31), ('text', 9)]], {}), 33: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'The same words as below the order form, with the days set there.', 'icon': 'lock', 'label': 'Personal data in orders', 'template': 'orders/blocks/privacy_notice.html'})}, verbose_name='content')),
            ],
            options={
                'verbose_name': 'information page',
                'verbose_name_plural': 'information pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(default='Landsbyggefonden', max_length=80, verbose_name='organisation')),
                ('street', models.CharField(default='Studiestræde 50', max_length=80, verbose_name='street')),
                ('postcode_and_city', models.CharField(default='1554 København V', max_length=80, verbose_name='postcode and city')),
                ('phone', models.CharField(default='33 76 20 00', max_length=20, validators=[lbf50.models.validate_phone], verbose_name='telephone')),
                ('email', models.EmailField(default='lbf@lbf.dk', max_length=254, verbose_name='e-mail')),
                ('cvr', models.CharField(default='62475412', max_length=8, verbose_name='CVR number')),
                ('foot_text', models.CharField(blank=True, default='Landsbyggefonden er en selvejende institution, stiftet 6. april 1967.', max_length=200, verbose_name='text at the foot')),
                ('long_words', models.TextField(blank=True, default='beboer-demokrati\nbevægelses-baner\nbolig-foreninger\nbolig-område\nbolig-organisation\nbolig-politiske\nbolig-sociale\nbygnings-arv\nevidens-baserede\nmellem-gruppen\ntilgængeligheds-erklæring\nvelfærds-aktiviteter\nvelfærds-trappe', help_text='One word on each line, with a hyphen wherever it may be broken at the end of a line, for instance: velfærds-trappe. Headings on a phone need it. Endings need not be listed: velfærdstrappens is broken likewise.', verbose_name='long words')),
                ('not_found_text', models.CharField(default='Den kan være flyttet, eller der kan være en slåfejl i adressen. Prøv fra forsiden.', max_length=200, verbose_name='a page is not found')),
                ('forbidden_text', models.CharField(default='Måske har siden stået åben længe, eller også gemmer din browser ikke cookies. Hent siden igen, og prøv en gang til.', max_length=200, verbose_name='no access to a page')),
                ('bad_request_text', models.CharField(default='Det blev sendt på en måde, vi ikke forstår. Gå tilbage, hent siden igen, og prøv en gang til.', max_length=200, verbose_name='what was sent is not understood')),
                ('too_large_text', models.CharField(default='Det, der blev sendt, fylder for meget, så intet er gemt. Gå tilbage, kort det af, og send det igen.', max_length=200, verbose_name='what was sent is too large')),
                ('server_error_text', models.CharField(default='Det er ikke din skyld. Vent et par minutter, og prøv igen. Bliver det ved, så skriv til lbf@lbf.dk, eller ring på 33 76 20 00.', max_length=200, verbose_name='the website has failed')),
            ],
            options={
                'verbose_name': 'contact and foot of the page',
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', lbf50.pictures.PictureFileField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('description', models.CharField(help_text='What the picture shows, in a sentence. It is read aloud to those who cannot see it, wherever the page has no words of its own for the picture.', max_length=255, verbose_name='description')),
                ('credit', models.CharField(blank=True, help_text='Who made the picture. Stands below it, but not on cards.', max_length=120, verbose_name='credit')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('sub_heading', 1), ('text', 2), ('quote', 5), ('picture', 8), ('picture_beside_text', 11), ('points', 16), ('facts', 22), ('timeline', 27), ('table', 30), ('notice', 32), ('film', 38), ('staircase', 41), ('book', 45), ('themes', 47)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'h2', 'label': 'Heading', 'max_length': 120, 'preview_value': 'En overskrift', 'template': 'lbf50/blocks/heading.html'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'h3', 'label': 'Sub-heading', 'max_length': 120, 'preview_value': 'En underoverskrift', 'template': 'lbf50/blocks/sub_heading.html'}), 2: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted', 'footnotes'], 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Boligsocialt arbejde bygger på fællesskaber mellem beboere.</p>', 'template': 'lbf50/blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('who', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the picture', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7)]], {}), 9: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'label': 'Text'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('left', 'left of the text'), ('right', 'right of the text')], 'label': 'The picture stands'}), 11: ('wagtail.blocks.StructBlock', [[('picture', 6), ('caption', 7), ('text', 9), ('side', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Points'}), 15: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('heading', 12), ('points', 14), ('numbered', 15)]], {}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers see the fact when it is written.', 'label': 'Value', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('label', 17), ('value', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Facts'}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('heading', 12), ('facts', 20), ('source', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'For instance 1967', 'label': 'When', 'max_length': 30}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 25: ('wagtail.blocks.StructBlock', [[('when', 23), ('what', 24)]], {}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Events'}), 27: ('wagtail.blocks.StructBlock', [[('heading', 12), ('events', 26), ('source', 21)]], {}), 28: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'footnotes', 'keep-pasted'], 'label': 'Text', 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Figures', 'required': False}), 30: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 28), ('figures', 29)]], {}), 31: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 32: ('wagtail.blocks.StructBlock', [[('heading', 31), ('text', 9)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 34: ('wagtail.blocks.URLBlock', (), {'help_text': 'The film’s own page on YouTube or Vimeo.', 'label': 'Web address of the film'}), 35: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Stands in place of the film until it is played.', 'label': 'Still picture'}), 36: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write minutes and seconds with a colon, for instance 4:32'}, 'help_text': 'Minutes and seconds, for instance 4:32', 'label': 'Length', 'regex': '^\\d{1,3}:[0-5]\\d$'}), 37: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'help_text': 'For those who cannot hear or see the film.', 'label': 'What is said and shown'}), 38: ('wagtail.blocks.StructBlock', [[('title', 33), ('address', 34), ('still', 35), ('length', 36), ('words', 37)]], {}), 39: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Staircase', 'page_type': ['staircase.StaircasePage'], 'required': False}), 40: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Show the text of every step below the drawing', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('staircase', 39), ('with_texts', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 43: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Book', 'page_type': ['orders.BookPage'], 'required': False}), 44: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 45: ('wagtail.blocks.StructBlock', [[('heading', 42), ('book', 43), ('text', 44)]], {}), 46: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Themes', 'page_type': ['themes.ThemeIndexPage'], 'required': False}), 47: ('wagtail.blocks.StructBlock', [[('heading', 42), ('index', 46)]], {})}, verbose_name='content')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lbf50.picture', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=(lbf50.models.VideoPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='lbf50.picture')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='one_rendition_a_size')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('text', wagtail.fields.RichTextField(help_text='One or two sentences.', max_length=300, verbose_name='text')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'notice on top of the site',
                'verbose_name_plural': 'notices on top of the site',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('inside', 'inside the site'), ('document', 'to a document'), ('path', 'to a path of the site'), ('outside', 'to another site')], max_length=8)),
                ('target', models.TextField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
            },
        ),
    ]
