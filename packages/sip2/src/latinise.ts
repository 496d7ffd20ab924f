/** Doc 9303 of ICAO, part 3, section 6 B, as Russian passports are written. */
const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  і: 'i',
  ў: 'u',
  є: 'ie',
  ї: 'i',
  ґ: 'g',
  '№': 'No',
  '—': '-',
  '–': '-',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '’': "'",
  '…': '...',
};

/** Cyrillic as Latin letters; with `plain` also what is Latin already but no ASCII, without its accents. */
export function latinised(text: string, plain: boolean): string {
  let written = '';
  for (const letter of text) {
    const small = letter.toLowerCase();
    const latin = letters[small];
    if (latin === undefined) written += plain ? letter.normalize('NFD').replaceAll(/\p{M}/gu, '') || letter : letter;
    else written += letter === small ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1);
  }
  return written;
}
