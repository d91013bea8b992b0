// Enter in a line of text would send the form of a page, in the middle of a list. It adds the next
// point instead, and does nothing elsewhere.
const LINES = ['text', 'url', 'email', 'tel', 'number'].map((kind) => `input[type=${kind}]`).join()

document.addEventListener('keydown', (event) => {
  const line = event.target
  if (event.key !== 'Enter' || event.defaultPrevented || !line.matches?.(LINES)) return
  if (!line.closest('#page-edit-form, [data-edit-form]') || line.closest('[role=dialog]')) return
  event.preventDefault()
  const point = line.closest('[data-streamfield-list-container] > [data-streamfield-child]')
  const add = point?.nextElementSibling
  add?.click()
  setTimeout(() => add?.nextElementSibling?.querySelector('input[type=text]')?.focus())
})
