import type { RollAffiliation } from './roll-file.ts';
import type { UniversitySlug } from './universities.ts';

type Text = { ru: string; en: string };

/** A place that is entered through a gate, run by one university. */
export type SampleZone = { slug: string; university: UniversitySlug; names: Text };

/** Whom a rule speaks of: everyone who holds one of these affiliations now. `member` is the eduPerson derived one. */
export type AudienceAtom = { affiliation: RollAffiliation | 'member'; scope: string };

/** A weekly window in the consortium's time zone: ISO week days (1 Monday … 7 Sunday), from inclusive, until exclusive. */
export type WeeklyWindow = { days: number[]; from: string; until: string };

/** One line of the rule table. A deny outweighs an allow; where no rule speaks, the answer is no. */
export type SampleRule = {
  slug: string;
  zone: string;
  effect: 'allow' | 'deny';
  audience: AudienceAtom[];
  windows: WeeklyWindow[];
  purpose: Text;
};

export const sampleZones: readonly SampleZone[] = [
  {
    slug: 'tsu-research-library-reading-room',
    university: 'tsu',
    names: { ru: 'Научная библиотека ТГУ, читальный зал', en: 'TSU Research Library, reading room' },
  },
  {
    slug: 'tpu-sports-hall',
    university: 'tpu',
    names: { ru: 'Спортивный зал ТПУ', en: 'TPU sports hall' },
  },
  {
    slug: 'tusur-dormitory-6',
    university: 'tusur',
    names: { ru: 'Общежитие ТУСУР № 6', en: 'TUSUR dormitory No. 6' },
  },
  {
    slug: 'sibsmu-cell-laboratory',
    university: 'sibsmu',
    names: { ru: 'Лаборатория клеточных технологий СибГМУ', en: 'SibSMU cell technology laboratory' },
  },
  {
    slug: 'tspu-library',
    university: 'tspu',
    names: { ru: 'Библиотека ТГПУ', en: 'TSPU library' },
  },
  {
    slug: 'tsuab-model-workshop',
    university: 'tsuab',
    names: { ru: 'Макетная мастерская ТГАСУ', en: 'TSUAB model workshop' },
  },
  {
    slug: 'tpu-library',
    university: 'tpu',
    names: { ru: 'Научно-техническая библиотека ТПУ', en: 'TPU scientific and technical library' },
  },
];
