/** Controls other than white space, and marks that turn the direction of writing or take no room: none belongs in a name. */
const forbidden = /[\p{Cc}\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff\ufffd]/u;
const whiteSpace = /\s+/gu;

/** Letters, digits and signs of Russian and English with single spaces between: most cells, and nothing to be done about them. */
const plain = /^(?:[!-~А-яЁё№]+(?: [!-~А-яЁё№]+)*)?$/;

/** True where a text has characters that nobody typed on purpose: NUL, controls, direction marks, broken bytes. */
export function hasControlCharacters(text: string): boolean {
  return !plain.test(text) && forbidden.test(text.replaceAll(whiteSpace, ' '));
}

/** NFC, with every run of white space made one space and none at the ends. */
export function cleanText(text: string): string {
  return plain.test(text) ? text : text.normalize('NFC').replaceAll(whiteSpace, ' ').trim();
}

/** The form in which headings and words are compared: case, ё and surrounding punctuation do not matter. */
export function wordKey(text: string): string {
  return cleanText(text)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s.:;]+$/u, '');
}
