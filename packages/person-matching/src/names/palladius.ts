/** Initials and finals of pinyin with their Cyrillic of Palladius; longer ones first. */
const initials: readonly (readonly [string, string])[] = pairs(
  'zh:чж ch:ч sh:ш b:б p:п m:м f:ф d:д t:т n:н l:л g:г k:к h:х j:цз q:ц x:с r:ж z:цз c:ц s:с',
);
const finals = new Map(
  pairs(
    'a:а o:о e:э ai:ай ei:эй ao:ао ou:оу an:ань en:энь ang:ан eng:эн er:эр i:и ia:я ie:е iao:яо iu:ю ian:янь in:инь ' +
      'iang:ян ing:ин iong:юн u:у ua:уа uo:о uai:уай ui:уй uan:уань un:унь uang:уан ong:ун ue:юэ',
  ),
);
/** After j, q, x and y the letter u is ü. */
const fronted = new Map(pairs('u:юй ue:юэ uan:юань un:юнь'));
const alone = new Map(
  pairs(
    'a:а ai:ай an:ань ang:ан ao:ао e:э en:энь er:эр o:о ou:оу wa:ва wai:вай wan:вань wang:ван wei:вэй wen:вэнь weng:вэн ' +
      'wo:во wu:у ya:я yan:янь yang:ян yao:яо ye:е yi:и yin:инь ying:ин yong:юн you:ю yu:юй yuan:юань yue:юэ yun:юнь',
  ),
);
const families = new Set(
  (
    'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han feng ' +
    'deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen zhong cui tan fan liao ' +
    'shi jin jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei long tao shao qian hao gong kong mao wan ' +
    'dai mo gu hong niu ge qi xing zhan pang'
  ).split(' '),
);

/** Whether a family and a given name in Latin letters are Chinese ones in pinyin: a common family name and whole syllables. */
export function isPinyin(family: string, given: string): boolean {
  return families.has(family) && palladiusOf(given) !== null;
}

/** Russian spelling (Palladius) of one to three syllables of pinyin without tone marks; null for anything else. */
export function palladiusOf(pinyin: string): string | null {
  const letters = pinyin.replace(/[ '-]/g, '');
  return /^[a-z]{1,18}$/.test(letters) ? syllables(letters, 3) : null;
}

/** The longest syllable first, as pinyin is read. */
function syllables(letters: string, left: number): string | null {
  if (letters === '') return '';
  if (left === 0) return null;
  for (let length = Math.min(6, letters.length); length > 0; length -= 1) {
    const first = syllable(letters.slice(0, length));
    const rest = first === null ? null : syllables(letters.slice(length), left - 1);
    if (rest !== null) return first + rest;
  }
  return null;
}

function syllable(letters: string): string | null {
  const whole = alone.get(letters);
  if (whole !== undefined) return whole;
  const initial = initials.find(([latin]) => letters.startsWith(latin));
  if (initial === undefined) return null;
  const rest = letters.slice(initial[0].length);
  if ('jqx'.includes(initial[0])) return join(initial[1], fronted.get(rest) ?? finals.get(rest));
  if (rest === 'i' && /^(zh|ch|sh|r|z|c|s)$/.test(initial[0]))
    return `${initial[1]}${/^[zcs]$/.test(initial[0]) ? 'ы' : 'и'}`;
  return join(initial[1], finals.get(rest));
}

function join(initial: string, final: string | undefined): string | null {
  return final === undefined ? null : initial + final;
}

function pairs(text: string): (readonly [string, string])[] {
  return text.split(' ').map((pair) => pair.split(':') as [string, string]);
}
