import type { NewestRegister } from '../../register/newest'
import { dayInWords } from './other-days'

/** What the shares are of, and what they leave out. */
export function AboutShares({ register: { name, asOf, isExtract } }: { register: NewestRegister }) {
  return (
    <>
      {isExtract && (
        <p class="note">
          Only an extract of the register is loaded here. Every share below is of that part of the
          schools: do not quote it as one of all schools.
        </p>
      )}
      <p>
        Shares cover England’s state-funded schools, as the register of {dayInWords(asOf)} ({name})
        has them; signers elsewhere are counted and have no share. A school counts once, however
        many of it sign, and has not itself signed. Of several schools that a signer named, each
        counts. Schools whose only signers are not shown are left out where they are few, or where
        few schools are left without.
      </p>
    </>
  )
}
