import type { Context } from 'hono'
import { fits } from '../../cases/fits'
import type { Criteria } from '../../cases/case'
import { arrivalOf, type Arrival, type Came } from '../../gate/arrival'
import { shownForMs } from '../../gate/shown'
import type { FormSigns, Known } from '../../gate/weigh'
import { domainKey } from '../../mailbox'
import { emailAddress } from '../../signatures/address'
import { personName } from '../../signatures/name'
import { TRAP_FIELD } from '../../signatures/read-form'
import type { SignForm } from '../../signatures/signature'
import { folded } from '../../words'
import type { Posted } from '../form'
import type { Site } from '../site'
import { visitorAddress } from '../visitor-address'
import { isDisposable } from './disposable'

/** How a form comes in, as far as what was typed can be read. */
export function arrivalIn(c: Context<Site>, values: Posted): Promise<Arrival> {
  const { MASTER_KEY } = c.get('settings')
  const name = personName.safeParse(values.name ?? '').data
  const email = emailAddress.safeParse(values.email ?? '').data
  return arrivalOf(MASTER_KEY, cameFrom(c, values), { name, email })
}

/** The number of the owner of the network that a request comes from, if the platform says it. */
export function asnOf(c: Context<Site>): number | undefined {
  const asn: unknown = c.req.raw.cf?.asn
  return typeof asn === 'number' ? asn : undefined
}

const HOST = /^(?!-)[a-z0-9.-]{1,100}(:\d{1,5})?$/

function cameFrom(c: Context<Site>, { from = '' }: Posted): Came {
  return {
    address: visitorAddress(c),
    asn: asnOf(c),
    agent: c.req.header('user-agent'),
    referrer: HOST.test(from) && from !== new URL(c.req.url).host ? from : undefined,
  }
}

type Looked = { known: Known; criteria: Criteria[]; unproven: boolean }

/** What speaks against a form that is otherwise right. */
export async function signsOf(
  c: Context<Site>,
  values: Posted,
  form: SignForm,
  { known, criteria, unproven }: Looked,
  now: Date
): Promise<FormSigns> {
  const { MASTER_KEY } = c.get('settings')
  const { arrival, standing } = known
  const { ownDomain } = arrival
  return {
    trapFilled: Boolean(values[TRAP_FIELD]),
    shownForMs: await shownForMs(MASTER_KEY, values.shown, now),
    disposable: !standing.knowsDomain && ownDomain !== null && (await isDisposable(c, ownDomain)),
    inCase: criteria.length > 0 && (await isInCase(MASTER_KEY, arrival, form, criteria, now)),
    unproven,
  }
}

async function isInCase(
  master: Uint8Array,
  arrival: Arrival,
  form: SignForm,
  criteria: Criteria[],
  now: Date
): Promise<boolean> {
  const facts = {
    at: now.getTime(),
    ...arrival,
    ...form,
    domainKey: await domainKey(master, form.email),
    nameHash: arrival.name,
    name: folded(form.name),
    school: form.school ?? null,
  }
  return criteria.some((one) => fits(one, facts))
}
