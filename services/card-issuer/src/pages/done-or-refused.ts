import { isDomainError } from '@onecampus/errors';
import type { DoneCode } from './words/done-words.ts';
import { type RefusalCode, refusalCodes } from './words/refusal-words.ts';

/** Does what a form asks and leads back to the reader with a word of what came of it. What has no words of ours goes on. */
export async function doneOrRefused(
  personId: string,
  done: DoneCode,
  work: () => Promise<unknown>,
  /** What other codes come to on this page. */
  also: Readonly<Record<string, RefusalCode>> = {},
): Promise<{ redirect: string }> {
  try {
    await work();
    return { redirect: `/readers/${personId}?done=${done}` };
  } catch (error) {
    if (isDomainError(error) && also[error.code]) return refusedWith(personId, also[error.code]!);
    if (!isDomainError(error) || !refusalCodes.includes(error.code as RefusalCode)) throw error;
    const why = `why.${String(error.details['why'])}` as RefusalCode;
    return refusedWith(personId, refusalCodes.includes(why) ? why : (error.code as RefusalCode));
  }
}

export function refusedWith(personId: string, code: RefusalCode): { redirect: string } {
  return { redirect: `/readers/${personId}?refused=${code}` };
}
