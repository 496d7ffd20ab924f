import { ScimError, type ScimResource } from '@onecampus/scim';
import { checkedText } from './checked-text.ts';

/** A Group as the client said it. */
export interface SaidGroup {
  readonly displayName: string;
  readonly externalId: string | null;
  /** Ids as sent, each once. Absent: not said. */
  readonly members: readonly string[] | undefined;
}

/** Understands a Group that `readResource` made. @throws ScimError 400 invalidValue. */
export function readGroup(resource: ScimResource): SaidGroup {
  return {
    ...groupNames(resource),
    members: resource['members'] === undefined ? undefined : memberIds(resource['members']),
  };
}

export function groupNames(resource: ScimResource): Pick<SaidGroup, 'displayName' | 'externalId'> {
  const displayName = checkedText(resource['displayName'], 'displayName', 300);
  if (displayName === null) throw new ScimError(400, 'displayName is required.', 'invalidValue');
  return { displayName, externalId: checkedText(resource['externalId'], 'externalId', 200) };
}

/** The ids in a list of members, each once. @throws ScimError 400 invalidValue where one is a group. */
export function memberIds(members: unknown): string[] {
  const list = members as readonly { readonly value: string; readonly type?: string }[];
  if (list.some(({ type }) => type?.toLowerCase() === 'group')) {
    throw new ScimError(400, 'Members are Users; a group in a group is not taken.', 'invalidValue');
  }
  return [...new Set(list.map(({ value }) => value))];
}
