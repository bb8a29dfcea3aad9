import { env } from 'cloudflare:workers'
import { loadDemoRegister } from '../../src/demo/register/load'

/** Loads the register of the demonstration: some hundred real schools, and the made-up ones. */
export async function loadSmallRegister(): Promise<void> {
  await loadDemoRegister(env.DB, new Date())
}
