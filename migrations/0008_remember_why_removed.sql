-- Why a removed signature was removed: whoever counts it again, perhaps by another case, undoes that.
ALTER TABLE signature ADD COLUMN removed_for TEXT;

-- Of those removed before, the ledger knows. An INVALIDATE has its type in the second byte, the
-- position of the CONFIRM from the 23rd on, and the code of its reason in the 31st.
UPDATE signature SET removed_for = (
  SELECT CASE hex(substr(bytes, 31, 1))
           WHEN '01' THEN 'automated' WHEN '02' THEN 'duplicate-person'
           WHEN '03' THEN 'impersonation' WHEN '04' THEN 'false-eligibility'
           WHEN '05' THEN 'legal' WHEN '06' THEN 'operator-error' END
  FROM ledger_entry
  WHERE letter_id = signature.letter_id AND position > signature.entry
    AND hex(substr(bytes, 2, 1)) = '04'
    AND hex(substr(bytes, 23, 8)) = printf('%016X', signature.entry)
  ORDER BY position DESC LIMIT 1)
WHERE state = 'removed';
