import type { Missing } from '../../desk/missing'
import { deskPaths } from '../../desk-paths'

const WHERE = {
  title: ['a title', 'draft'],
  recipient: ['to whom it is addressed', 'draft', 'addressed_to'],
  text: ['its text', 'draft', 'text'],
  hosts: ['at least one host', 'hosts'],
  roles: ['at least one role that signers can choose', 'settings'],
  'controller-name': ['the name of who answers for signers’ data', 'settings', 'controller_name'],
  'controller-contact': [
    'how to reach who answers for signers’ data',
    'settings',
    'controller_contact',
  ],
  'controller-address': [
    'the postal address of who answers for signers’ data',
    'settings',
    'controller_address',
  ],
  'closing-passed': ['a closing date that is still to come, or none', 'settings', 'closes_on'],
} as const

function whereToMend(one: Missing) {
  if (one.what === 'point-twice') {
    return [`a label of its own for the second point ${one.label}`, 'draft'] as const
  }
  if (one.what === 'host-left') {
    const words = `words without “${one.name}”, who no longer stands behind them: cancel the time`
    return [words, 'launch'] as const
  }
  return WHERE[one.what]
}

/** What a letter can’t go on without, each with where it is mended. */
export function WhatIsMissing({ letterId, missing }: { letterId: number; missing: Missing[] }) {
  if (missing.length === 0) return <p>Nothing is missing.</p>
  return (
    <ul>
      {missing.map((one) => {
        const [words, page, field] = whereToMend(one)
        return (
          <li>
            <a href={`${deskPaths[page](letterId)}${field ? `#${field}` : ''}`}>{words}</a>
          </li>
        )
      })}
    </ul>
  )
}
