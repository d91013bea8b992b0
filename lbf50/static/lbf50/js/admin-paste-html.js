// A field for text with its form: headings, tables and pictures as they are copied. It is sent as a
// file, which may be larger than a field. Without this script the field is a plain one.
for (const textarea of document.querySelectorAll('[data-paste-html]')) {
  const field = document.createElement('div')
  field.className = 'paste-field'
  field.contentEditable = 'true'
  field.setAttribute('role', 'textbox')
  field.setAttribute('aria-multiline', 'true')
  field.setAttribute('aria-label', textarea.labels[0]?.textContent.trim() ?? '')
  textarea.labels[0]?.addEventListener('click', () => field.focus())
  textarea.hidden = true
  textarea.after(field)
  let isLoggedIn = false
  textarea.form.addEventListener('submit', async (event) => {
    const document = textarea.form.elements.document
    if (!isLoggedIn) {
      // A file cannot be kept over a log-in. admin-session.js tells of an ended session.
      event.preventDefault()
      const answer = await fetch(window.location.href, { redirect: 'manual' }).catch(() => null)
      isLoggedIn = answer?.ok ?? true
      if (isLoggedIn) textarea.form.requestSubmit()
      return
    }
    if (document.files.length || !(field.textContent.trim() || field.querySelector('img'))) return
    const transfer = new DataTransfer()
    transfer.items.add(new File([field.innerHTML], 'tekst.html', { type: 'text/html' }))
    document.files = transfer.files
  })
}
