/** What a confirmation passes: its form arrives, its link is opened, it is counted, a mail, a page. */
export const STAGES = ['form', 'link', 'registrar', 'mail', 'page'] as const
