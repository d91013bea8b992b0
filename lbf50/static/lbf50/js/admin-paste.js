/* What the editor's own paste loses without a word: raised and lowered letters, the larger headings,
   and the borders between the cells of a table. Tables and pictures need blocks of their own: the
   editor is told where to fetch them. */
{
  const { ContentState, convertFromHTML, EditorState, Modifier, SelectionState } = window.DraftJS

  /* Signs around a letter while Draft.js, which does not know <sup>, reads the text. Unicode keeps
     them free for private use. */
  const STYLES = [
    { tag: 'sup', style: 'SUPERSCRIPT', start: '\uE001', end: '\uE002' },
    { tag: 'sub', style: 'SUBSCRIPT', start: '\uE003', end: '\uE004' },
  ]
  /* References to notes, as Word, LibreOffice and Google Docs copy them. */
  const NOTES = '[href^="#_ftn"], [href^="#_edn"], [href^="#sdfootnote"], [href^="#ftnt"]'
  const CSS_TAGS = { super: 'sup', sub: 'sub' }

  function prepare(body) {
    for (const element of body.querySelectorAll('[style*="vertical-align"]')) {
      const tag = CSS_TAGS[element.style.verticalAlign]
      if (tag && !element.closest(tag)) {
        const wrapper = element.ownerDocument.createElement(tag)
        wrapper.append(...element.childNodes)
        element.append(wrapper)
      }
    }
    for (const { tag, start, end } of STYLES) {
      for (const element of body.querySelectorAll(tag)) {
        element.replaceWith(start, ...element.childNodes, end)
      }
    }
    for (const element of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      const renamed = element.ownerDocument.createElement('h3')
      renamed.append(...element.childNodes)
      element.replaceWith(renamed)
    }
    for (const link of body.querySelectorAll('a[href]')) {
      if (!leadsSomewhere(link)) link.replaceWith(...link.childNodes)
    }
    for (const caption of body.querySelectorAll('caption')) {
      const line = caption.ownerDocument.createElement('p')
      line.append(...inlineContent(caption))
      caption.closest('table').before(line)
    }
    for (const row of body.querySelectorAll('tr')) {
      const line = row.ownerDocument.createElement('p')
      for (const cell of row.cells) {
        if (line.hasChildNodes()) line.append(' | ')
        line.append(...inlineContent(cell))
      }
      row.closest('table').before(line)
    }
    for (const table of body.querySelectorAll('table')) table.remove()
    for (const part of body.querySelectorAll('dt, dd')) {
      const line = part.ownerDocument.createElement('p')
      line.append(...part.childNodes)
      part.replaceWith(line)
    }
  }

  /* A link to a place in the document, or to a file beside it, would lead into the admin. */
  function leadsSomewhere(link) {
    return /^(https?:|mailto:|tel:)/i.test(link.getAttribute('href').trim())
  }

  /* The content of a cell on one line: its paragraphs and points with a space between them. */
  function inlineContent(cell) {
    for (const block of cell.querySelectorAll('p, div, li, br, ul, ol')) {
      block.before(' ')
      block.replaceWith(...block.childNodes)
    }
    return cell.childNodes
  }

  function withStyles(content) {
    let styled = content
    for (const block of content.getBlocksAsArray()) {
      for (const { style, start, end } of STYLES) {
        for (;;) {
          const text = styled.getBlockForKey(block.getKey()).getText()
          const from = text.indexOf(start)
          const to = text.indexOf(end, from)
          if (from < 0 || to < 0) break
          const select = (anchorOffset, focusOffset) =>
            SelectionState.createEmpty(block.getKey()).merge({ anchorOffset, focusOffset })
          styled = Modifier.applyInlineStyle(styled, select(from + 1, to), style)
          styled = Modifier.removeRange(styled, select(to, to + 1))
          styled = Modifier.removeRange(styled, select(from, from + 1))
        }
      }
    }
    return styled
  }

  function tell(field) {
    const form = field.closest('.Draftail-Editor__wrapper') ?? field
    const link = window.location.pathname.match(/^(.*\/pages\/\d+\/)edit\/$/)
    const note = document.createElement('p')
    note.className = 'help-block help-warning paste-warning'
    note.setAttribute('role', 'status')
    note.append(gettext('Tables become lines, notes become plain text, and pictures and films are left out, when a text is pasted here.'), ' ')
    if (link) {
      const anchor = document.createElement('a')
      anchor.href = `${link[1]}hent-tekst/`
      anchor.target = '_blank'
      anchor.textContent = gettext('Fetch them with the text from Word')
      note.append(anchor, '.')
    } else {
      note.append(gettext('Save the draft, and choose “Fetch a text from Word” in its menu.'))
    }
    form.parentElement.querySelector('.paste-warning')?.remove()
    form.after(note)
  }

  function handlePastedText(_text, html, editorState, { setEditorState }) {
    if (!html) return 'not-handled'
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    const lost = `table, img, iframe, video, audio, object, embed, ${NOTES}`
    const special = `sup, sub, [style*="vertical-align"], h1, h2, h3, h4, h5, h6, dl, ${lost}`
    const isDead = [...body.querySelectorAll('a[href]')].some((link) => !leadsSomewhere(link))
    if (!isDead && !body.querySelector(special)) return 'not-handled'
    const isLosing = body.querySelector(lost)
    prepare(body)
    const { contentBlocks, entityMap } = convertFromHTML(body.innerHTML)
    if (contentBlocks?.length) {
      const content = withStyles(ContentState.createFromBlockArray(contentBlocks, entityMap))
      const changed = Modifier.replaceWithFragment(
        editorState.getCurrentContent(),
        editorState.getSelection(),
        content.getBlockMap(),
      )
      setEditorState(EditorState.push(editorState, changed, 'insert-fragment'))
    }
    if (isLosing) tell(document.activeElement)
    return 'handled'
  }

  window.draftail.registerPlugin({ type: 'keep-pasted', handlePastedText }, 'plugins')
}
