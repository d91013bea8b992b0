// Wagtail compares a form with what it held two seconds after the page was loaded: what an editor has
// written by then would count as unchanged, and be neither saved nor asked about.
{
  const compared = new WeakSet()
  document.addEventListener('w-unsaved:watch-edits', (event) => compared.add(event.target))
  for (const type of ['beforeinput', 'change']) {
    document.addEventListener(type, (event) => {
      const form = event.target.closest?.('form[data-controller~="w-unsaved"]')
      if (form && event.isTrusted && !compared.has(form)) form.dataset.wUnsavedForceValue = 'true'
    }, { capture: true })
  }
}

// A text block gives what is written to its form after a quarter of a second. Whoever saves sooner, as
// with Ctrl+S, would save without the last words.
{
  const MILLISECONDS = 300
  let changedAt = -Infinity
  for (const type of ['keydown', 'cut', 'paste', 'drop']) {
    document.addEventListener(type, (event) => {
      if (event.target.closest?.('.Draftail-Editor')) changedAt = performance.now()
    }, { capture: true })
  }
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[type="submit"]')
    if (!button?.form || performance.now() - changedAt > MILLISECONDS) return
    event.preventDefault()
    event.stopImmediatePropagation()
    window.setTimeout(() => button.click(), MILLISECONDS)
  }, { capture: true })
}

// Wagtail keeps the mouse out of the fields of a locked page, but not the keyboard.
document.addEventListener('DOMContentLoaded', () => {
  const panels = document.querySelectorAll('.content-locked [data-edit-form] .w-panel__content')
  for (const panel of panels) panel.inert = true
})
