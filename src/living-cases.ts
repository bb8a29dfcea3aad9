/**
 * The states of a case that is not over, as SQL. The index of living cases is asked with just these
 * words, even where fewer states are meant.
 */
export const LIVING_STATES = `('suggested', 'open', 'asked', 'running', 'paused', 'undoing')`

/** Is a row of `signature` one that a living case is about, as SQL. */
export const IN_LIVING_CASE = `EXISTS
  (SELECT 1 FROM case_signature AS theirs JOIN signature_case AS other ON other.id = theirs.case_id
   WHERE theirs.signature_id = signature.id AND other.state IN ${LIVING_STATES})`
