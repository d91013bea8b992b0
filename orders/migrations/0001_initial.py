import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import orders.models.order
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('lbf50', '0003_editors_group'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('waiting', 'Mail about the waiting list'), ('allocated', 'Mail that copies have come'), ('split', 'Mail about the rest of a split order'), ('posted', 'Mail that the book is posted'), ('cancelled', 'Mail about the cancellation'), ('staff_new', 'To staff: a new order'), ('staff_day', 'To staff: the day’s orders'), ('staff_low_stock', 'To staff: few copies left')], max_length=16, verbose_name='kind')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='error')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MailText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('waiting', 'Mail about the waiting list'), ('allocated', 'Mail that copies have come'), ('split', 'Mail about the rest of a split order'), ('posted', 'Mail that the book is posted'), ('cancelled', 'Mail about the cancellation'), ('staff_new', 'To staff: a new order'), ('staff_day', 'To staff: the day’s orders'), ('staff_low_stock', 'To staff: few copies left')], max_length=16, unique=True, verbose_name='kind')),
                ('subject', models.CharField(max_length=150, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
            ],
            options={
                'verbose_name': 'mail text',
                'verbose_name_plural': 'mail texts',
                'ordering': ['pk'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=orders.models.order.generate_number, max_length=12, unique=True, verbose_name='number')),
                ('secret', models.CharField(default=orders.models.order.generate_secret, editable=False, max_length=43, unique=True)),
                ('form_key', models.CharField(editable=False, help_text='Which form it came from: one form gives one order, however often it is sent.', max_length=43, unique=True)),
                ('source', models.CharField(choices=[('form', 'From the form'), ('staff', 'Entered by staff')], default='form', editable=False, max_length=5, verbose_name='came in')),
                ('sender', models.CharField(blank=True, editable=False, max_length=32, verbose_name='network address, as a keyed hash')),
                ('status', models.CharField(choices=[('new', 'New'), ('waiting', 'Waiting'), ('packed', 'Packed'), ('posted', 'Posted'), ('cancelled', 'Cancelled')], default='new', max_length=10, verbose_name='status')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='received')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='posted or cancelled')),
                ('anonymised_at', models.DateTimeField(blank=True, null=True, verbose_name='made anonymous')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow up on')),
                ('is_repeat', models.BooleanField(default=False, verbose_name='repeat order')),
                ('printed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='printed')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('organisation', models.CharField(blank=True, max_length=100, verbose_name='organisation')),
                ('care_of', models.CharField(blank=True, max_length=100, verbose_name='c/o')),
                ('street', models.CharField(blank=True, max_length=100, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='city')),
                ('country', models.CharField(blank=True, max_length=60, verbose_name='country')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('email_key', models.TextField(blank=True, editable=False)),
                ('address_key', models.TextField(blank=True, editable=False)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('book_title', models.CharField(blank=True, editable=False, max_length=255, verbose_name='book')),
                ('book_edition', models.CharField(blank=True, editable=False, max_length=60, verbose_name='edition')),
                ('copies', models.PositiveSmallIntegerField(verbose_name='copies')),
                ('returned', models.PositiveSmallIntegerField(default=0, verbose_name='copies returned')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason for many copies')),
            ],
            options={
                'verbose_name': 'order',
                'verbose_name_plural': 'orders',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OrderSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_open', models.BooleanField(default=True, help_text='When this is off, the text below stands where the form was.', verbose_name='the book can be ordered')),
                ('closed_text', wagtail.fields.RichTextField(default='<p>Vi tager ikke imod bestillinger af den trykte bog lige nu.</p>', verbose_name='text while ordering is closed')),
                ('may_wait', models.BooleanField(default=True, help_text='When this is off, the book is then sold out, and the text below is shown.', verbose_name='orders wait when no copy is free')),
                ('has_free_copies', models.BooleanField(default=True, editable=False)),
                ('sold_out_text', wagtail.fields.RichTextField(default='<p>Den trykte bog er udsolgt, så vi kan ikke tage imod flere bestillinger.</p>', verbose_name='text while the book is sold out')),
                ('copies_at_most', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='copies an order at most')),
                ('copies_at_most_with_reason', models.PositiveSmallIntegerField(default=40, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='copies at most for an organisation that gives a reason')),
                ('orders_an_hour_each', models.PositiveIntegerField(default=30, help_text='Against floods. 0: no limit.', verbose_name='orders an hour from one network address at most')),
                ('orders_an_hour_in_all', models.PositiveIntegerField(default=500, help_text='0: no limit.', verbose_name='orders an hour in all at most')),
                ('staff_email', models.EmailField(blank=True, help_text='While this is empty, no mail is sent to you.', max_length=254, verbose_name='the desk’s e-mail')),
                ('staff_mail', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, in the morning'), ('never', 'Never')], default='daily', max_length=8, verbose_name='mail to the desk about new orders')),
                ('posted_mail_delay', models.PositiveSmallIntegerField(default=10, help_text='Until then the posting can be undone without a mail to the customer.', validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes until the mail about posting leaves')),
                ('mail_when_allocated', models.BooleanField(default=True, verbose_name='mail to customers who waited, when copies have come')),
                ('low_stock_at', models.PositiveIntegerField(default=20, help_text='At so many free copies the desk gets one mail, and the overview says so.', verbose_name='few copies means')),
                ('anonymise_after_days', models.PositiveSmallIntegerField(default=90, help_text='Counted from when the book was posted or the order cancelled.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='days until personal data are erased')),
                ('privacy_notice', wagtail.fields.RichTextField(default='<p>Landsbyggefonden (CVR 62475412, <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, {telefon}) er dataansvarlig. Vi bruger dine oplysninger til at sende dig bogen og til at svare, hvis du spørger til din bestilling. Grundlaget er databeskyttelsesforordningens artikel 6, stk. 1, litra b. De felter, der ikke er mærket “frivilligt”, er nødvendige, for at bogen kan nå frem. Kun de medarbejdere, der pakker bøgerne, den leverandør, der driver websitet, og det firma, der bringer posten, får dem at se.</p><p>Navn, adresse, e-mail og telefonnummer slettes automatisk {dage} dage efter, at bogen er sendt eller bestillingen annulleret. Et tal, der er regnet ud af din netværksadresse med en hemmelig nøgle, gemmes i højst et døgn for at beskytte mod misbrug.</p><p>Du kan få indsigt i oplysningerne, få dem rettet, slettet eller udleveret, få brugen af dem begrænset og gøre indsigelse: skriv til <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, som også videresender til vores databeskyttelsesrådgiver. Du kan klage til Datatilsynet.</p>', help_text='Stands below the form. The law asks for it (GDPR, article 13). {dage} becomes the number of days above, {telefon} our telephone number.', verbose_name='how we treat personal data')),
            ],
            options={
                'verbose_name': 'ordering of the book',
            },
        ),
        migrations.CreateModel(
            name='BookPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('subtitle', models.CharField(blank=True, max_length=200, verbose_name='subtitle')),
                ('edition', models.CharField(blank=True, help_text='For instance “2. udgave”. New orders keep it, and packing slips print it.', max_length=60, verbose_name='edition')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('description', wagtail.fields.RichTextField(blank=True, verbose_name='description')),
                ('facts', wagtail.fields.StreamField([('fact', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers see the fact when it is written.', 'label': 'Value', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('label', 0), ('value', 1)]], {})}, verbose_name='facts')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='lbf50.picture', verbose_name='cover')),
            ],
            options={
                'verbose_name': 'book',
                'verbose_name_plural': 'books',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='BookAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=100, verbose_name='title')),
                ('book', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='orders.bookpage')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MailAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('outcome', models.CharField(blank=True, default='', max_length=200, verbose_name='outcome')),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='orders.mail')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OnlineBookPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='One or two sentences.', verbose_name='lead')),
                ('document_pages', models.PositiveSmallIntegerField(blank=True, help_text='Readers see it beside the size of the file.', null=True, verbose_name='pages in the PDF')),
                ('address', models.URLField(blank=True, help_text='For instance a web edition.', verbose_name='web address of the book on another site')),
                ('chapters', wagtail.fields.StreamField([('chapter', 37)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'icon': 'h3', 'label': 'Sub-heading', 'max_length': 120, 'preview_value': 'En underoverskrift', 'template': 'lbf50/blocks/sub_heading.html'}), 3: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted', 'footnotes'], 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Boligsocialt arbejde bygger på fællesskaber mellem beboere.</p>', 'template': 'lbf50/blocks/text.html'}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('who', 5)]], {}), 7: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Caption of the picture', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('picture', 7), ('caption', 8)]], {}), 10: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript', 'keep-pasted'], 'label': 'Text'}), 11: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('left', 'left of the text'), ('right', 'right of the text')], 'label': 'The picture stands'}), 12: ('wagtail.blocks.StructBlock', [[('picture', 7), ('caption', 8), ('text', 10), ('side', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Point'}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Points'}), 16: ('wagtail.blocks.BooleanBlock', (), {'label': 'Number the points', 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('heading', 13), ('points', 15), ('numbered', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 80}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty while it is unknown: readers see the fact when it is written.', 'label': 'Value', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('label', 18), ('value', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Facts'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'required': False}), 23: ('wagtail.blocks.StructBlock', [[('heading', 13), ('facts', 21), ('source', 22)]], {}), 24: ('wagtail.blocks.CharBlock', (), {'help_text': 'For instance 1967', 'label': 'When', 'max_length': 30}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 26: ('wagtail.blocks.StructBlock', [[('when', 24), ('what', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Events'}), 28: ('wagtail.blocks.StructBlock', [[('heading', 13), ('events', 27), ('source', 22)]], {}), 29: ('lbf50.blocks.PublicRichTextBlock', (), {'features': ['bold', 'italic', 'link', 'superscript', 'subscript', 'footnotes', 'keep-pasted'], 'label': 'Text', 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Figures', 'required': False}), 31: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 29), ('figures', 30)]], {}), 32: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('heading', 32), ('text', 10)]], {}), 34: ('wagtail.blocks.StreamBlock', [[('sub_heading', 2), ('text', 3), ('quote', 6), ('picture', 9), ('picture_beside_text', 12), ('points', 17), ('facts', 23), ('timeline', 28), ('table', 31), ('notice', 33)]], {'label': 'Content'}), 35: ('wagtail.blocks.StructBlock', [[('title', 0), ('content', 34)]], {}), 36: ('wagtail.blocks.ListBlock', (35,), {'label': 'Sections'}), 37: ('wagtail.blocks.StructBlock', [[('title', 0), ('introduction', 1), ('sections', 36)]], {})}, help_text='The text of the book, for those who cannot read a PDF or would rather not.', verbose_name='chapters')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='the book as a PDF')),
            ],
            options={
                'verbose_name': 'online edition of the book',
                'verbose_name_plural': 'online editions of the book',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='mail',
            name='order',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='orders.order'),
        ),
        migrations.CreateModel(
            name='OrderEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('placed', 'Received'), ('status', 'Status'), ('undone', 'Undone'), ('corrected', 'Corrected'), ('note', 'Internal note'), ('returned', 'Returned'), ('not_returned', 'Return undone'), ('sent_again', 'Sent again'), ('follow_up', 'Follow-up'), ('copies', 'Number of copies changed'), ('split', 'Split'), ('printed', 'Printed'), ('packing_run', 'In a packing run'), ('left_run', 'Taken out of the packing run'), ('anonymised', 'Made anonymous')], max_length=12, verbose_name='kind')),
                ('was', models.CharField(blank=True, choices=[('new', 'New'), ('waiting', 'Waiting'), ('packed', 'Packed'), ('posted', 'Posted'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='was')),
                ('became', models.CharField(blank=True, choices=[('new', 'New'), ('waiting', 'Waiting'), ('packed', 'Packed'), ('posted', 'Posted'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='became')),
                ('detail', models.TextField(blank=True, verbose_name='detail')),
                ('by_customer', models.BooleanField(db_column='by_orderer', default=False, verbose_name='by the customer')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='orders.order')),
            ],
            options={
                'verbose_name': 'history',
                'verbose_name_plural': 'history',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PackingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begun')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'packing run',
                'verbose_name_plural': 'packing runs',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='orderevent',
            name='packing_run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='orders.packingrun'),
        ),
        migrations.AddField(
            model_name='order',
            name='packing_run',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='orders', to='orders.packingrun', verbose_name='packing run'),
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('free', models.PositiveIntegerField(default=0, verbose_name='free')),
                ('promised', models.PositiveIntegerField(default=0, verbose_name='promised')),
                ('posted', models.PositiveIntegerField(default=0, verbose_name='posted')),
                ('is_low_stock_reported', models.BooleanField(db_column='low_stock_told', default=False)),
            ],
            options={
                'verbose_name': 'stock',
                'verbose_name_plural': 'stock',
                'constraints': [models.CheckConstraint(condition=models.Q(('free__gte', 0)), name='no_copy_promised_twice'), models.CheckConstraint(condition=models.Q(('promised__gte', 0)), name='promised_not_negative'), models.CheckConstraint(condition=models.Q(('posted__gte', 0)), name='posted_not_negative'), models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_row_of_stock')],
            },
        ),
        migrations.CreateModel(
            name='StockMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('print_run', 'Print run in'), ('reserved', 'Promised'), ('released', 'Promise given back'), ('posted', 'Posted'), ('not_posted', 'Posting undone'), ('returned', 'Returned'), ('not_returned', 'Return undone'), ('corrected', 'Corrected')], max_length=12, verbose_name='kind')),
                ('free', models.IntegerField(default=0, verbose_name='free')),
                ('promised', models.IntegerField(default=0, verbose_name='promised')),
                ('posted', models.IntegerField(default=0, verbose_name='posted')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='orders.order', verbose_name='order')),
            ],
            options={
                'verbose_name': 'stock movement',
                'verbose_name_plural': 'stock movements',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('sent_at', None)), fields=['next_attempt_at'], name='mail_to_send'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['-closed_at', 'created_at', 'id'], name='order_open_first'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['status', '-closed_at', 'created_at', 'id'], name='order_by_status'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['created_at', 'id'], name='order_by_time'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['country'], name='order_by_country'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['organisation'], name='order_by_organisation'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['is_repeat'], name='order_by_repeat'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['returned'], name='order_by_returned'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('sender', ''), _negated=True), fields=['sender', 'created_at'], name='order_by_sender'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('follow_up_on__isnull', False)), fields=['follow_up_on'], name='order_to_follow_up'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('email_key', ''), _negated=True), fields=['email_key'], name='order_by_email'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('address_key', ''), _negated=True), fields=['address_key'], name='order_by_house'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('copies__gt', 0)), name='order_of_a_copy_or_more'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('returned__lte', models.F('copies'))), name='no_more_returned_than_ordered'),
        ),
        migrations.CreateModel(
            name='OrderFormText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('field', models.CharField(choices=[('name', 'Name'), ('organisation', 'Company or organisation'), ('care_of', 'c/o'), ('street', 'Street and house number'), ('postcode', 'Postcode'), ('city', 'Town'), ('country', 'Country'), ('email', 'E-mail'), ('phone', 'Telephone number'), ('copies', 'Number of copies'), ('reason', 'What the copies are for'), ('note', 'Note')], max_length=20, verbose_name='field')),
                ('label', models.CharField(blank=True, max_length=80, verbose_name='label')),
                ('hint', models.CharField(blank=True, max_length=200, verbose_name='hint')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_texts', to='orders.ordersettings')),
            ],
            options={
                'verbose_name': 'text of the order form',
                'verbose_name_plural': 'texts of the order form',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('settings', 'field'), name='one_text_a_form_field')],
            },
        ),
    ]
