/** Controls other than white space, and marks that turn the direction of writing or take no room: none belongs in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const forbidden =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/u;

/** True where a text has characters that nobody typed on purpose: NUL, controls, direction marks, broken bytes. */
export function hasControlCharacters(text: string): boolean {
  return forbidden.test(text);
}

/** NFC, with every run of white space made one space and none at the ends. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** The form in which headings and words are compared: case, ё and surrounding punctuation do not matter. */
export function wordKey(text: string): string {
  return cleanText(text)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s.:;]+$/u, '');
}
