// What the page keeps for its reader is lost when the tab goes elsewhere, as with “Back”.
let isSent = false
document.addEventListener('submit', () => { isSent = true })
window.addEventListener('beforeunload', (event) => { if (!isSent) event.preventDefault() })
