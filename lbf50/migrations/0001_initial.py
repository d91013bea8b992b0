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
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('quote', 4), ('picture', 7), ('points', 12), ('facts', 18), ('privacy_notice', 19)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'lbf50/blocks/heading.html'}), 1: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'Text', 'template': 'lbf50/blocks/text.html'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('text', 2), ('who', 3)]], {}), 5: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('picture', 5), ('caption', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Points'}), 11: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('heading', 8), ('points', 10), ('numbered', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers then see that it is being checked.', 'label': 'Value', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('label', 13), ('value', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Facts'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('heading', 8), ('facts', 16), ('source', 17)]], {}), 19: ('wagtail.blocks.static_block.StaticBlock', (), {'admin_text': 'The same words as below the order form, with the days set there.', 'icon': 'lock', 'label': 'Personal data in orders', 'template': 'orders/blocks/privacy_notice.html'})}, verbose_name='content')),
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
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('quote', 4), ('picture', 7), ('points', 12), ('facts', 18), ('film', 24), ('staircase', 27), ('book', 31), ('themes', 33)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'lbf50/blocks/heading.html'}), 1: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'Text', 'template': 'lbf50/blocks/text.html'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('text', 2), ('who', 3)]], {}), 5: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('picture', 5), ('caption', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Points'}), 11: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('heading', 8), ('points', 10), ('numbered', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers then see that it is being checked.', 'label': 'Value', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('label', 13), ('value', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Facts'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('heading', 8), ('facts', 16), ('source', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 20: ('wagtail.blocks.URLBlock', (), {'help_text': 'The film’s own page on YouTube or Vimeo.', 'label': 'Web address of the film'}), 21: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Stands in place of the film until it is played.', 'label': 'Still picture'}), 22: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write minutes and seconds with a colon, for instance 4:32'}, 'help_text': 'Minutes and seconds, for instance 4:32', 'label': 'Length', 'regex': '^\\d{1,3}:[0-5]\\d$'}), 23: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'help_text': 'For those who cannot hear or see the film.', 'label': 'What is said and shown'}), 24: ('wagtail.blocks.StructBlock', [[('title', 19), ('address', 20), ('still', 21), ('length', 22), ('words', 23)]], {}), 25: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Staircase', 'page_type': ['staircase.StaircasePage']}), 26: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Show the text of every step below the drawing', 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('staircase', 25), ('with_texts', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Heading'}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Book', 'page_type': ['orders.BookPage']}), 30: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('heading', 28), ('book', 29), ('text', 30)]], {}), 32: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Themes', 'page_type': ['themes.ThemeIndexPage']}), 33: ('wagtail.blocks.StructBlock', [[('heading', 28), ('index', 32)]], {})}, verbose_name='content')),
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
    ]
