import { loadList } from '../../register/load'
import type { SchoolList } from '../../register/list'
import { england, wales } from './extract'
import { madeUp, madeUpAuthorities } from './made-up'

/** Brings in some real schools, without their heads, and those that the made-up signers are from. */
export async function loadDemoRegister(db: D1Database, now: Date): Promise<void> {
  for (const list of [england, wales]) await loadList(db, withMadeUp(list), now)
}

function withMadeUp(list: SchoolList): SchoolList {
  return {
    ...list,
    name: `${list.name}: some schools, and made-up ones`,
    schools: [...list.schools, ...madeUp.filter(({ country }) => country === list.country)],
    authorities: [...list.authorities, ...madeUpAuthorities(list.country)],
  }
}
