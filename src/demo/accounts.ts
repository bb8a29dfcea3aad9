export const CAMPAIGNER = 'campaigner@merrowdale.example.org'
export const EDITOR = 'editor@merrowdale.example.org'
export const CHECKER = 'checker@merrowdale.example.org'
export const READER = 'reader@coast-and-fell.example.org'
export const OTHER_CAMPAIGNER = 'campaigner@slate-and-chalk.example.org'

/** Whom the demonstration letters belong to. None of them exists; in development all can sign in. */
export const demoAccounts = [
  { address: CAMPAIGNER, name: 'Hannah Wickfield' },
  { address: EDITOR, name: 'Tobias Longmarch' },
  { address: CHECKER, name: 'Sadia Hartleap' },
  { address: READER, name: 'Gwen Ashbarrow' },
  { address: OTHER_CAMPAIGNER, name: 'Leopold Marchbank' },
]
