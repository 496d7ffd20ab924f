/** What a stream has told of somebody so far. */
export interface ToldSubject {
  readonly active: boolean;
  readonly removed: boolean;
}

/** How somebody stands now. */
export interface SubjectNow extends ToldSubject {
  /** What the feed said: personal data, affiliations, or nothing (the clock alone). */
  readonly changed: readonly ('person' | 'affiliation')[];
}

export interface SubjectEvents {
  readonly events: readonly string[];
  /** Names of SCIM attributes that may have changed (RFC 9967 §2.4.2, "attributes"). */
  readonly attributes: readonly string[];
}

const campus = 'urn:onecampus:params:scim:schemas:1.0:User';
const attributesOf = {
  person: ['userName', 'name', 'emails', 'phoneNumbers'],
  affiliation: ['active', `${campus}:eduPersonScopedAffiliation`],
} as const;

/**
 * The events of RFC 9967 §2 that bring a receiver from what it was told to what is so; `undefined` where there is nothing to
 * say. All are notices: a token carries no personal value, the receiver fetches what it may see.
 */
export function eventsOfSubject(told: ToldSubject | undefined, now: SubjectNow): SubjectEvents | undefined {
  if (!told || told.removed) {
    if (now.removed) return undefined;
    const events = ['feed:add', 'prov:create:notice', ...(now.active ? [] : ['prov:deactivate'])];
    return { events, attributes: [...attributesOf.person, ...attributesOf.affiliation] };
  }
  if (now.removed) return { events: ['prov:delete'], attributes: [] };
  const events: string[] = [];
  if (now.changed.length > 0) events.push('prov:patch:notice');
  if (now.active !== told.active) events.push(now.active ? 'prov:activate' : 'prov:deactivate');
  if (events.length === 0) return undefined;
  const attributes = (['person', 'affiliation'] as const).flatMap((kind) =>
    now.changed.includes(kind) ? attributesOf[kind] : [],
  );
  return { events, attributes };
}
