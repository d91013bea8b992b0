// A field for text with its form: headings, tables and pictures as they are copied. It is sent as a
// file, which may be larger than a field. Without this script the field is a plain one.
for (const textarea of document.querySelectorAll('[data-paste-html]')) {
  const { form } = textarea
  const { document: file } = form.elements
  const field = document.createElement('div')
  field.className = 'paste-field'
  field.contentEditable = 'true'
  field.setAttribute('role', 'textbox')
  field.setAttribute('aria-multiline', 'true')
  field.setAttribute('aria-label', textarea.labels[0]?.textContent.trim() ?? '')
  textarea.labels[0]?.addEventListener('click', () => field.focus())
  textarea.hidden = true
  textarea.after(field)

  // The browser shows a text without what marks the lists of Word. As long as it stands as it was
  // pasted, the copy itself is sent.
  let copied = { html: '', shown: '' }
  field.addEventListener('paste', (event) => {
    const isAlone = !field.textContent.trim()
    const html = event.clipboardData.getData('text/html')
    setTimeout(() => { copied = isAlone && html ? { html, shown: field.innerHTML } : { html: '', shown: '' } })
  })
  const pasted = () => (copied.html && copied.shown === field.innerHTML ? copied.html : field.innerHTML)
  const isFilled = () => Boolean(field.textContent.trim() || field.querySelector('img'))

  // One of the two would be lost.
  const check = () => file.setCustomValidity(file.files.length && isFilled() ? textarea.dataset.pasteHtml : '')
  file.addEventListener('change', check)
  field.addEventListener('input', check)

  let isLoggedIn = false
  form.addEventListener('submit', async (event) => {
    if (!isLoggedIn) {
      // A file cannot be kept over a log-in. admin-session.js tells of an ended session.
      event.preventDefault()
      check()
      if (!file.reportValidity()) return
      const answer = await fetch(window.location.href, { redirect: 'manual' }).catch(() => null)
      isLoggedIn = answer?.ok ?? true
      if (isLoggedIn) form.requestSubmit()
      return
    }
    if (file.files.length || !isFilled()) return
    const transfer = new DataTransfer()
    transfer.items.add(new File([pasted()], 'tekst.html', { type: 'text/html' }))
    file.files = transfer.files
  })
}
