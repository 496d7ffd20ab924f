/** What registrars and export scripts write where they know nothing (COmanage calls these null equivalents). */
const nothing = new Set(
  (
    'нет|не указано|не указан|не указана|неизвестно|отсутствует|без отчества|б/о|н/д|нд|null|none|n/a|na|nil|unknown|' +
    'undefined|no|xxx|ххх|test'
  ).split('|'),
);

/** Latin letters that look like Cyrillic ones, for words in which a keyboard was switched half way. */
const lookalikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/**
 * A name as it is compared: NFC, lower case, ё as е, one space between words, hyphens of one kind, without marks of
 * punctuation and invisible characters. Null for what says nothing ("нет", "-", "0").
 */
export function normaliseName(name: string | null): string | null {
  if (name === null) return null;
  const words = name
    .slice(0, 200)
    .normalize('NFC')
    .replace(/\p{Cf}|\p{Cc}/gu, (mark) => (mark === '\t' || mark === '\n' || mark === '\r' ? ' ' : ''))
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s*[-‐-―−]\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  if (nothing.has(words)) return null;
  const clean = words
    .replace(/[^\p{L}\p{M} -]/gu, (mark) => (mark === '.' || mark === ',' || mark === '/' ? ' ' : ''))
    .replace(/[\p{L}\p{M}]+/gu, (word) =>
      isMixed(word) ? word.replace(/[a-z]/g, (one) => lookalikes[one] ?? one) : word,
    )
    .replace(/^[ -]+|[ -]+$/g, '')
    .replace(/ +/g, ' ');
  return clean === '' || nothing.has(clean) ? null : clean;
}

function isMixed(word: string): boolean {
  return /[a-z]/.test(word) && /[а-я]/.test(word);
}
