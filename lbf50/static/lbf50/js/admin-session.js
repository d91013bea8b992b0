// Tells an editor that the session has ended, whichever request met it: saving, a preview, a chooser.
// The text stays on the page, and is saved once the editor has logged in in another tab.
(() => {
  const { home, text, link } = document.currentScript.dataset
  const ask = window.fetch

  const tell = async () => {
    if (document.querySelector('.session-ended, body.login')) return
    const answer = await ask(home, { redirect: 'manual' })
    if (answer.ok || document.querySelector('.session-ended')) return
    const box = document.createElement('div')
    box.className = 'session-ended'
    box.setAttribute('role', 'alert')
    const logIn = document.createElement('a')
    logIn.href = home
    logIn.target = '_blank'
    logIn.textContent = link
    logIn.addEventListener('click', () => box.remove())
    box.append(`${text} `, logIn)
    document.body.append(box)
  }

  window.fetch = async (...request) => {
    const answer = await ask(...request)
    if (answer.redirected || answer.type === 'opaqueredirect' || [401, 403].includes(answer.status)) tell()
    return answer
  }
  document.addEventListener('DOMContentLoaded', () => {
    window.jQuery?.(document).ajaxError((_event, answer) => {
      if ([401, 403].includes(answer.status)) tell()
    })
  })
})()
