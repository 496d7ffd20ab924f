import { ScimError } from '../errors/scim-error.ts';

/** What a call was refused with; anything but a ScimError goes on and fails the test. */
export function refusal(call: () => unknown): { status: number; scimType: string | undefined; detail: string } {
  try {
    call();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { status: error.status, scimType: error.scimType, detail: error.detail };
  }
  throw new Error('it was not refused');
}
