import type { Noticed } from './cases/case'

/** What the site noticed of signatures, as the rest of a sentence about them. */
export const PATTERN_WORDS: Record<Noticed['pattern'], string> = {
  domain: 'have addresses at one domain',
  network: 'came from one network',
  wider: 'came from networks side by side',
  name: 'have one name',
  local: 'have addresses at one domain that differ by a number',
  latency: 'were confirmed sooner than anybody reads',
}
