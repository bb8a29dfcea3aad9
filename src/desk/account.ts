import { addressKey } from '../mailbox'

/** Somebody with a desk. */
export type Account = {
  id: number
  address: string
  addressKey: string
  /** How a team sees them; null until they say. */
  name: string | null
  /** May they launch letters, where that is not free to all. */
  launching: 'unasked' | 'asked' | 'allowed' | 'refused'
  /** When they asked for that, and what a steward wrote who decided. */
  askedAt: number | null
  answer: string | null
}

export type AccountRow = Omit<Account, 'addressKey'> & { address_key: string }

export function asAccount({ address_key: key, ...row }: AccountRow): Account {
  const { id, address, name, launching, askedAt, answer } = row
  return { id, address, addressKey: key, name, launching, askedAt, answer }
}

/**
 * The account of an address, made if there is none: whoever can read its mail has a desk. Keeps the
 * newest spelling.
 */
export async function accountFor(
  db: D1Database,
  master: Uint8Array,
  address: string,
  now: Date
): Promise<Account> {
  const row = await db
    .prepare(
      `INSERT INTO account (address, address_key, created_at) VALUES (?, ?, ?)
       ON CONFLICT (address_key) DO UPDATE SET address = excluded.address
       RETURNING id, address, address_key, name, launching, asked_at AS askedAt, answer`
    )
    .bind(address, await addressKey(master, address), now.getTime())
    .first<AccountRow>()
  if (!row) throw new Error('an account was neither found nor made')
  return asAccount(row)
}

/** How an account is called where its team reads. */
export function nameOf({ name, address }: Pick<Account, 'name' | 'address'>): string {
  return name ?? address
}
