import { ScimError } from '@onecampus/scim';

export function noSuch(resource: 'User' | 'Group' | 'Affiliation'): ScimError {
  return new ScimError(404, `There is no ${resource} of this id at this university.`);
}

export function changedMeanwhile(): ScimError {
  return new ScimError(412, 'The resource was changed since it was read; read it again.', 'invalidVers');
}

export function taken(detail: string): ScimError {
  return new ScimError(409, detail, 'uniqueness');
}

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whatever is no UUID is the id of nothing. */
export function isId(text: string): boolean {
  return uuidPattern.test(text);
}
