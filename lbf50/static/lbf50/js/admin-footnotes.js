/* The button for footnotes: it puts a reference after the selected text, and adds the note below. */
{
  const { EditorState, Modifier } = window.DraftJS

  /* Each note has an ID before it is saved: the reference names it. The widget of the ID calls this. */
  window.setUUID = (id, uuid = crypto.randomUUID()) => {
    const input = document.getElementById(id)
    if (!input || input.value) return
    input.value = uuid
    const shown = document.getElementById(`${id}_display-value`)
    if (shown) shown.textContent = shortId(uuid)
  }

  const shortId = (uuid) => uuid.slice(0, 6)

  /* The field of a note once it exists, or undefined after two seconds. */
  async function noteField(find) {
    for (let tries = 0; tries < 20; tries += 1) {
      const input = find()
      const editor = input?.closest('.w-panel')?.querySelector('.public-DraftEditor-content')
      if (editor) return editor
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return undefined
  }

  async function addNote(uuid) {
    const id = `id_footnotes-${document.getElementById('id_footnotes-TOTAL_FORMS').value}-uuid`
    document.getElementById('id_footnotes-ADD').click()
    const field = await noteField(() => document.getElementById(id))
    const input = document.getElementById(id)
    input.value = ''
    window.setUUID(id, uuid)
    field?.focus()
  }

  class FootnoteSource extends window.React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props
      if (!document.getElementById('id_footnotes-ADD')) {
        onClose()
        return
      }
      const uuid = crypto.randomUUID()
      const end = editorState.getSelection()
      const place = end.merge({
        anchorKey: end.getEndKey(),
        anchorOffset: end.getEndOffset(),
        focusKey: end.getEndKey(),
        focusOffset: end.getEndOffset(),
        isBackward: false,
      })
      const content = editorState
        .getCurrentContent()
        .createEntity(entityType.type, 'IMMUTABLE', { footnote: uuid })
      const key = content.getLastCreatedEntityKey()
      const changed = Modifier.insertText(content, place, `[${shortId(uuid)}]`, null, key)
      onComplete(EditorState.push(editorState, changed, 'insert-characters'))
      /* Draftail takes the focus back after this. */
      setTimeout(() => addNote(uuid), 100)
    }

    render() {
      return null
    }
  }

  async function goToNote(uuid) {
    const inputs = [...document.querySelectorAll('input[name^="footnotes-"][name$="-uuid"]')]
    const field = await noteField(() => inputs.find((input) => input.value === uuid))
    field?.scrollIntoView({ block: 'center' })
    field?.focus()
  }

  const Footnote = ({ entityKey, contentState, children }) => {
    const { footnote } = contentState.getEntity(entityKey).getData()
    return window.React.createElement('sup', { onClick: () => goToNote(footnote) }, children)
  }

  window.draftail.registerPlugin(
    { type: 'FOOTNOTES', source: FootnoteSource, decorator: Footnote },
    'entityTypes',
  )
}
