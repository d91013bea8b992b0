// The calendar of the admin replaces a date that it does not understand with the present minute.
// Without that, the date stays, and the form says what is wrong when it is sent.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

// It opens on a click only: it would cover the button that saves when one tabs on.
jQuery.fn.datetimepicker.defaults.openOnFocus = false;
jQuery(document).on('click', 'input', ({ target }) => {
  if (jQuery(target).data('xdsoft_datetimepicker')) jQuery(target).datetimepicker('show')
})

// It stays open over the next field when one tabs on, and may open only after that.
jQuery(document).on('focusin', (event) => {
  const hideOthers = () => {
    for (const input of document.querySelectorAll('input')) {
      if (input !== event.target && jQuery(input).data('xdsoft_datetimepicker')) {
        jQuery(input).datetimepicker('hide')
      }
    }
  }
  hideOthers()
  setTimeout(hideOthers, 200)
})

// A schedule that is refused is closed again, and its message with it.
window.addEventListener('load', () => {
  const dialog = document.querySelector('#schedule-publishing-dialog:has([aria-invalid])')
  dialog?.dispatchEvent(new CustomEvent('w-dialog:show'))
})
