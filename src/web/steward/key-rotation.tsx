import { paths } from '../../paths'

/** How the key that signs ledgers is changed without anybody being left unable to check. */
export function KeyRotation() {
  return (
    <>
      <p>
        Change <code>LEDGER_KEY</code> when somebody who had it leaves, and otherwise not often:
        people note it down. Both keys sign for a while, so that whoever knows only the old one
        still can check, and sees the new one coming.
      </p>
      <ol>
        <li>
          Store the key of now, of which you need a copy, as the previous one:
          <pre>npx wrangler secret put LEDGER_KEY_PREVIOUS</pre>
        </li>
        <li>
          Make a new one, keep a copy, and store it:
          <pre>
            {`node -p "JSON.stringify(crypto.generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))"
npx wrangler secret put LEDGER_KEY`}
          </pre>
        </li>
        <li>
          Within an hour every ledger is signed by both.{' '}
          <a href={paths.keyFile()}>countersign-keys.txt</a> names both, and so does each ledger’s
          page. Announce the new one where people who check would look.
        </li>
        <li>
          At least 30 days later, add the public half of the previous one, the old <code>x</code>,
          to <code>LEDGER_KEYS_RETIRED</code> under <code>[vars]</code> in{' '}
          <code>wrangler.toml</code> and deploy: it stays listed, for totals that it signed. Then
          drop it:
          <pre>npx wrangler secret delete LEDGER_KEY_PREVIOUS</pre>
        </li>
      </ol>
      <p>
        If a key leaked, skip the first step, since it must sign nothing more, and leave it out of{' '}
        <code>LEDGER_KEYS_RETIRED</code>, since whoever has it could sign anything. Whoever pinned
        it will be told of an unknown key, so say publicly what happened, when, and which key is
        right.
      </p>
    </>
  )
}
