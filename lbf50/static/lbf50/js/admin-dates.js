// The calendar of the admin replaces a date that it does not understand with the present minute.
// Without that, the date stays, and the form says what is wrong when it is sent.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

// It stays open over the next field when one tabs on.
jQuery(document).on('keydown', 'input', function hideCalendar(event) {
  if (event.key === 'Tab' && jQuery(this).data('xdsoft_datetimepicker')) {
    jQuery(this).datetimepicker('hide')
  }
})
