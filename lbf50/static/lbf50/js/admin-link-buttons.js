/* The buttons at a link in a text. Wagtail writes them in English, outside its catalogues. */
{
  const DANISH = { Edit: 'Redigér', Remove: 'Fjern' }

  /* React draws the buttons in the same event. */
  document.addEventListener('mouseup', () => {
    setTimeout(() => {
      for (const button of document.querySelectorAll('.Tooltip__button')) {
        button.textContent = DANISH[button.textContent] ?? button.textContent
      }
    })
  })
}
