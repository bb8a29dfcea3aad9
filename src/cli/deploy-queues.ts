import type { Step } from './deploy-step.ts'
import { commandLine, failed } from './deploy-wrangler.ts'

const find = (queue: string) => ['queues', 'info', queue]
const create = (queue: string) => ['queues', 'create', queue]

/** Makes the queues that wrangler.toml names and the account does not have. */
export const queues: Step = {
  title: 'Queues',
  why: 'A queue wakes whoever sends mail. What must be sent stands in the database.',
  plan: ({ queues }) =>
    queues.flatMap((queue) => [
      commandLine(find(queue)),
      commandLine(create(queue), 'if it is missing'),
    ]),

  async run({ config, wrangler }) {
    const found: string[] = []
    for (const queue of config.queues) {
      const said = await wrangler(find(queue))
      if (said.ok) {
        found.push(`${queue} is there.`)
        continue
      }
      if (!/does not exist/i.test(said.problems + said.text)) {
        throw failed(find(queue), said, 'May this login see Queues?')
      }
      const made = await wrangler(create(queue))
      if (!made.ok) throw failed(create(queue), made, 'May this login make Queues?')
      found.push(`${queue} was made.`)
    }
    return found.join('\n')
  },
}
