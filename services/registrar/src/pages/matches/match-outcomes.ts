import type { Locale } from '@onecampus/pages';
import type { Evidence } from '@onecampus/person-matching';
import { matchesWords } from './matches-words.ts';

/** One field of a comparison in words; `warn` is likeness that proves little, `neutral` what nobody knows. */
export interface Evidenced {
  readonly key: keyof Evidence;
  readonly field: string;
  readonly tone: 'ok' | 'warn' | 'error' | 'neutral';
  readonly words: string;
}

/** The outcomes of a comparison in the order in which a person would ask for them. What says nothing is left out. */
export function outcomesOf(locale: Locale, evidence: Evidence): Evidenced[] {
  const say = matchesWords(locale);
  const words: Readonly<Record<string, Pick<Evidenced, 'tone' | 'words'>>> = {
    equal: { tone: 'ok', words: say.equal },
    different: { tone: 'error', words: say.different },
    missing: { tone: 'neutral', words: say.missing },
    similar: { tone: 'warn', words: say.similar },
    part: { tone: 'warn', words: say.part },
    initial: { tone: 'warn', words: say.initial },
    diminutive: { tone: 'warn', words: say.diminutive },
    swapped_day_month: { tone: 'warn', words: say.swappedDayMonth },
    one_digit: { tone: 'warn', words: say.oneDigit },
  };
  const field = (key: keyof Evidence, name: string): Evidenced => ({
    key,
    field: name,
    ...(words[evidence[key]] ?? { tone: 'neutral', words: evidence[key] }),
  });
  const always = [
    field('family', say.familyName),
    field('given', say.givenName),
    field('patronymic', say.patronymic),
    field('birthDate', say.birthDate),
    field('nationalNumber', say.nationalNumber),
    field('email', say.email),
    field('phone', say.phone),
  ];
  const known = [field('document', say.document), field('orcid', say.orcid), field('sex', say.sex)].filter(
    ({ key }) => evidence[key] !== 'missing',
  );
  const notes: Evidenced[] = [];
  if (evidence.nameOrder === 'swapped')
    notes.push({ key: 'nameOrder', field: say.nameOrder, tone: 'warn', words: say.swappedNames });
  if (evidence.alphabet === 'other')
    notes.push({ key: 'alphabet', field: say.alphabet, tone: 'neutral', words: say.otherAlphabet });
  notes.push(
    evidence.source === 'same'
      ? { key: 'source', field: say.source, tone: 'warn', words: say.sameSource }
      : { key: 'source', field: say.source, tone: 'neutral', words: say.otherSource },
  );
  return [...always, ...known, ...notes];
}
