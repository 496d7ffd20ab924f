import { ScimError } from '@onecampus/scim';
import { cleanText, hasControlCharacters } from '../clean-text.ts';

/**
 * A text for the directory's own columns: NFC, single spaces, nothing invisible, not too long; null where there is none.
 * @throws ScimError 400 invalidValue that names the attribute.
 */
export function checkedText(value: unknown, attribute: string, length_max: number): string | null {
  if (typeof value !== 'string') return null;
  if (hasControlCharacters(value)) {
    throw new ScimError(
      400,
      `${attribute} holds control characters or marks that turn the direction of writing.`,
      'invalidValue',
    );
  }
  const text = cleanText(value);
  if (text.length > length_max)
    throw new ScimError(400, `${attribute} is longer than ${length_max} characters.`, 'invalidValue');
  return text === '' ? null : text;
}
