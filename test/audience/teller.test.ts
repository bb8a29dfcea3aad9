import { afterEach, describe, expect, it, vi } from 'vitest'
import { liveCount, type LiveCount } from '../../src/audience/live-count'
import { Teller } from '../../src/audience/teller'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A Teller whose clock only moves when told, and what it sends; `fails` says which are lost. */
function aTeller(fails: (attempt: number) => boolean = () => false) {
  const sent: number[] = []
  const pauses: number[] = []
  let over = () => {}
  let attempts = 0
  vi.spyOn(scheduler, 'wait').mockImplementation((ms) => {
    pauses.push(ms)
    return new Promise((resolve) => (over = resolve))
  })
  const teller = new Teller(async ({ counted }: LiveCount) => {
    if (fails(++attempts)) throw new Error('lost')
    sent.push(counted)
  })
  return {
    sent,
    pauses,
    tell: (n: number) => teller.tell(liveCount(n, n, new Date())),
    /** Lets the pause end that it is in. */
    async moveOn() {
      over()
      await settled()
    },
  }
}

async function settled() {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

describe('a rush of changes', () => {
  it('is told at once, then every half second the newest, and the last always', async () => {
    const { tell, sent, pauses, moveOn } = aTeller()

    tell(1)
    await settled()
    expect(sent).toEqual([1])

    for (const n of [2, 3, 4]) tell(n)
    await settled()
    expect(sent).toEqual([1])
    await moveOn()
    expect(sent).toEqual([1, 4])

    tell(5)
    await moveOn()
    await moveOn()
    expect(sent).toEqual([1, 4, 5])
    expect(pauses).toEqual([500, 500, 500])

    tell(6)
    await settled()
    expect(sent).toEqual([1, 4, 5, 6])
  })

  it('says nothing twice', async () => {
    const { tell, sent, moveOn } = aTeller()

    tell(1)
    await settled()
    await moveOn()
    tell(1)
    await settled()

    expect(sent).toEqual([1])
  })
})

describe('a number that gets lost', () => {
  it('is told again with longer and longer pauses', async () => {
    const { tell, sent, pauses, moveOn } = aTeller((attempt) => attempt <= 2)

    tell(1)
    await settled()
    await moveOn()
    await moveOn()

    expect(sent).toEqual([1])
    expect(pauses).toEqual([1000, 2000, 500])
  })

  it('is not told any more once a newer one is there', async () => {
    const { tell, sent, moveOn } = aTeller((attempt) => attempt === 1)

    tell(1)
    tell(2)
    await settled()
    await moveOn()

    expect(sent).toEqual([2])
  })

  it('for ever is given up, until there is something new', async () => {
    let isGone = true
    const { tell, sent, pauses, moveOn } = aTeller(() => isGone)

    tell(1)
    for (let i = 0; i < 12; i++) await moveOn()
    expect(pauses).toHaveLength(6)

    isGone = false
    tell(2)
    await settled()
    expect(sent).toEqual([2])
  })
})
