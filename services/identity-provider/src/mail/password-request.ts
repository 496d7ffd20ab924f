/** What authenticates a sealed request for a new password: the row that it is in. */
export function passwordRequestPlace(id: string): string {
  return `password_requests.sealed:${id}`;
}

/** What somebody typed who has forgotten his password. */
export type ForgottenName = { readonly university: string; readonly name: string };
