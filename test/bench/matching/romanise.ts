/** How an office writes a Cyrillic name in Latin letters when no passport is at hand. */
export type Romanisation = 'passport' | 'gost' | 'informal';

const common =
  'а:a б:b в:v г:g д:d з:z и:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f ч:ch ш:sh ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h і:i';
const own: Readonly<Record<Romanisation, string>> = {
  passport: 'е:e ё:e ж:zh й:i х:kh ц:ts щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia',
  gost: "е:e ё:yo ж:zh й:j х:x ц:cz щ:shh ъ:'' ы:y' ь:' э:e' ю:yu я:ya",
  informal: 'е:e ё:yo ж:zh й:y х:h ц:c щ:sch ъ: ы:y ь: э:e ю:yu я:ya',
};
const tables = new Map(
  (['passport', 'gost', 'informal'] as const).map((style) => [
    style,
    new Map(`${common} ${own[style]}`.split(' ').map((pair) => pair.split(':') as [string, string])),
  ]),
);

export function romanise(name: string, style: Romanisation): string {
  const table = tables.get(style)!;
  return name.replace(/\p{L}/gu, (letter) => {
    const small = letter.toLowerCase();
    const latin = table.get(small) ?? letter;
    return letter === small ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1);
  });
}
