/** The columns of a signature that everybody who reads it whole wants, as SQL, in the names of the code. */
export const WHOLE_SIGNATURE = `state, edition, name, role, role_other AS roleOther, school, country,
  public, updates, assurance, assured_because AS assuredBecause, urns, authority, phase,
  school_type AS schoolType, mailbox_urns AS mailboxUrns, named_urns AS namedUrns,
  mailbox_look AS mailboxLook, mailbox_key AS mailboxKey, email, email_key AS emailKey,
  domain_key AS domainKey, kept_address AS keptAddress, salt, address_mac AS addressMac, number,
  entry, amended, created_at AS createdAt, expires_at AS expiresAt, confirmed_at AS confirmedAt,
  changed_at AS changedAt, declined_at AS declinedAt, removed_for AS removedFor,
  off_display AS offDisplay`
