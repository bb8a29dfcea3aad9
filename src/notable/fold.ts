/**
 * A letter, and what else looks like it. `i` and `l` are one, since a capital I and a digit look
 * like both. What Unicode itself takes for a variant, as full-width and mathematical letters are,
 * becomes its letter by NFKD and has no place here.
 */
const ALIKE = `aаАαΑɑᴀ4@Ꭺꓮ bвВβΒьЬʙ8Ᏼꓐ cсСᴄ¢©Ꮯꓚ dԁᴅđðÐᎠꓓ eеЕεΕэЭєЄзЗҽᴇɛ3€Ꭼꓰ fƒꜰꓝ gɡɢцԍᏀꓖ
  hнНΗһհʜħᎻꓧ jјЈյᴊᎫꓙ kкКκΚᴋᏦꓗ liIіІιΙıӏӀɩɪʟłŁᏞᎥꓡꓲ1!¡|ǀ£ mмМΜᴍᎷꓟ nпПиИηΝոռɴŋꓠ oоОοΟօᴏøØ0Ꭴꓳ
  pрРρΡᴘᏢꓑ qԛԚզ rяЯгГʀ®Ꭱꓣ sѕЅꜱ5$ՏᏚꓢ tтТτΤᴛᎢꓔ uυսՍᴜꓴ vѵѴνᴠᏙꓦ wшШԝԜωᴡᏔաꓪ xхХχΧꓫ yуУγΥүҮʏꓬ zΖζᴢᏃꓜ`

const LETTERS = new Map(
  ALIKE.split(/\s+/).flatMap(([letter = '', ...alike]) => alike.map((one) => [one, letter]))
)

const APOSTROPHES = /[\p{M}\p{Cf}'’ʼ‘`´ʹ]/gu
const HYPHENS = /[‐‑‒–—−]/gu
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}@$€£¢!¡|®©-]*[\p{L}\p{N}$€]|[\p{L}\p{N}]|[@$€][\p{L}\p{N}]+/gu

/** Where a name ends, and what somebody adds to it begins. */
const ADDED = /[([{,;/]|\s[-–—]\s|\s(?:MP|of|for)\s/iu

// Offices too: nobody is christened Prime Minister, and who is called King keeps two words.
const TITLES = asRead(`the rt right hon honourable mr mrs ms miss mx dr doctor prof professor sir
  dame lord lady baroness baron rev revd reverend cllr councillor prime first chief minister mayor
  education schools ofsted secretary of for state president chancellor inspector hmci hm hrh king
  queen prince princess bishop archbishop mp real`)
const HONOURS = asRead(`mp msp ms mla mep kc qc cbe obe mbe kbe dbe gbe bem ch frs fba frsa fcct
  npqh phd dphil msc mphil bsc bed med mba pgce esq jr jnr sr snr ii iii kcb dcb gcb cb kcmg dcmg
  gcmg cmg kcvo dcvo gcvo cvo lvo mvo om kg kt bt dl jp qpm kpm frse fcollt md official`)

/**
 * The forms under which a name may stand on a list of notable names; the first is what a list holds.
 * They are its words, in no order, look-alikes made one, without titles and honours; its outer two
 * words; and the words of all that was typed, if something is added to the name.
 */
export function formsOf(name: string): string[] {
  const [before = ''] = name.split(ADDED)
  const added = bare(before).length > 1
  const core = bare(added ? before : name)
  const outer = core.length > 2 ? [core.at(0) ?? '', core.at(-1) ?? ''] : core
  const forms = [core, outer, added ? bare(name) : []].map((words) => {
    return words
      .flatMap((word) => word.split('-'))
      .toSorted()
      .join(' ')
  })
  return [...new Set(forms)].filter((form) => form !== '')
}

/** Words without honours behind them and titles before, of which two are left if there were two. */
function bare(text: string): string[] {
  const words = wordsIn(text)
  while (words.length > 2 && HONOURS.has(words.at(-1) ?? '')) words.pop()
  while (words.length > 2 && TITLES.has(words[0] ?? '')) words.shift()
  return words
}

/** Numbers that stand by themselves are no part of a name. */
function wordsIn(text: string): string[] {
  const plain = text.normalize('NFKD').replace(APOSTROPHES, '').replace(HYPHENS, '-')
  return (plain.match(WORDS) ?? []).filter((word) => /\p{L}/u.test(word)).map(asOneLetter)
}

function asOneLetter(word: string): string {
  const read = [...word].map((one) => LETTERS.get(one) ?? one.toLowerCase())
  return read
    .map((one) => LETTERS.get(one) ?? one)
    .join('')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

function asRead(words: string): Set<string> {
  return new Set(wordsIn(words))
}
