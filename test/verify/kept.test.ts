import { describe, expect, it } from 'vitest'
import { checkpointText } from '../../src/ledger/checkpoint'
import { formatNote } from '../../src/ledger/note'
import { findKept } from '../../src/verify/kept'

const origin = 'letters.example.org:8787/ledger/00112233-4455-6677-8899-aabbccddeeff'
const root = Uint8Array.from({ length: 32 }, (_, i) => 0xd7 + i)
const text = checkpointText({ origin, size: 1234, root })
const signature = (id: number) => ({
  name: origin,
  id: Uint8Array.of(id, 2, 3, 4),
  signature: Uint8Array.from({ length: 64 }, (_, i) => 251 - i),
})
const note = formatNote(text, [signature(1)])
const checkpoint = { origin, size: 1234, root }

describe('a checkpoint that somebody kept', () => {
  it.each([
    ['as it was', note],
    ['with two signatures', formatNote(text, [signature(1), signature(2)])],
    ['with words around it', `Keep this:\n\n${note}\nKind regards`],
    ['with the line ends of another system', note.replaceAll('\n', '\r\n')],
    ['without its last line end', note.trimEnd()],
  ])('is found %s', (_, pasted) => {
    const kept = findKept(pasted, origin)

    expect(kept).toMatchObject(checkpoint)
    expect(pasted.replaceAll('\r', '')).toContain(kept?.note?.trimEnd())
  })

  it.each([
    ['quoted', note.replace(/^/gm, '> ')],
    ['quoted twice', note.replace(/^/gm, '>> ')],
    ['indented', note.replace(/^/gm, '    ')],
    ['broken where lines are long', note.replace(/(.{60})/g, '$1\n')],
    ['broken and quoted', note.replace(/(.{60})/g, '$1\n').replace(/^/gm, '> ')],
    ['on one line', note.replaceAll('\n', ' ')],
  ])('is made whole again when it comes %s', (_, pasted) => {
    expect(findKept(pasted, origin)).toEqual({ ...checkpoint, note })
  })

  it('without a signature is found, and is no note', () => {
    expect(findKept(text, origin)).toEqual({ ...checkpoint, note: null })
  })

  it.each([
    ['nothing', ''],
    ['something else', 'Dear all, see you on Monday.'],
    ['another ledger’s', note.replaceAll('00112233', '99112233')],
    ['one cut off in its root', note.slice(0, text.length - 6)],
  ])('is not found in %s', (_, pasted) => {
    expect(findKept(pasted, origin)).toBeNull()
  })

  it('whose root begins with digits keeps its size', () => {
    const digits = Uint8Array.fromBase64('1234'.repeat(10) + '123=')
    const pasted = formatNote(checkpointText({ origin, size: 56, root: digits }), [signature(1)])

    expect(findKept(pasted, origin)).toMatchObject({ size: 56, root: digits })
  })
})
