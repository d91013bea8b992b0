// A new page or notice is first saved when its editor says so. It is created twice, or refused because
// its address is taken, when one publishes while Wagtail saves it for the first time. This runs before
// the form's controllers start.
if (window.location.pathname.includes('/add/')) {
  for (const form of document.querySelectorAll('form[data-controller~="w-autosave"]')) {
    const controllers = form.dataset.controller.split(/\s+/)
    form.dataset.controller = controllers.filter((name) => name !== 'w-autosave').join(' ')
  }
  document.getElementById('w-autosave-indicator')?.remove()
}
