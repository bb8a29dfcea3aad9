import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { claimPort, readPort } from '../../src/cli/port.ts'
import { freePort } from './site.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((all) => {
  return all?.some(({ address }) => address === '::1')
})

describe('the port', () => {
  it.each(['0', '65536', '-1', '80.5', '8787x', ' ', ''])('is refused when it is "%s"', (text) => {
    expect(() => readPort(text)).toThrow(/is not a port/)
  })

  it('is taken as typed otherwise', () => {
    expect(readPort('8788')).toBe(8788)
  })

  it('is claimed when it is free', async () => {
    await expect(claimPort(await freePort())).resolves.toBeUndefined()
  })

  it.each([
    ['127.0.0.1', true],
    ['0.0.0.0', true],
    ['::1', hasIpv6],
  ])('is said to be in use when somebody listens on %s', async (host, testable) => {
    if (!testable) return
    const server = createServer().listen(0, host)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo

    const claim = claimPort(port)

    await expect(claim).rejects.toThrow(`Port ${port} is in use`)
    server.close()
  })
})
