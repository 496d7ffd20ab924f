import { orgUnits } from './org-units.ts';
import type { Random } from './random.ts';
import type { RollAffiliation } from './roll-file.ts';
import type { SampleAffiliation } from './sample-person.ts';
import type { WindowKind } from './sample-sign-ins.ts';
import type { UniversitySlug } from './universities.ts';

type Place = { orgUnit: string; programme: string | null };

/** A window of four years or an ended one, with what the university says of it, all through academic year `year`. */
export function affiliationWindow(window: WindowKind, year: number, yearsAround: number) {
  if (window === 'ended') {
    return { status: 'ended', validFrom: `${year - 1 - yearsAround}-09-01`, validUntil: `${year}-06-30` } as const;
  }
  const start = window === 'future' ? year + 1 : year - yearsAround;
  return { status: 'active', validFrom: `${start}-09-01`, validUntil: `${start + 4}-08-31` } as const;
}

/** What the affiliations at one university are drawn for. `year` is the academic year. */
export type Belonging = { university: UniversitySlug; kind: 'student' | 'employee'; bornIn: number; year: number };

// Nobody begins to study before 16 or to work before 22.
const yearsSince = (age: number, { bornIn, year }: Belonging, most: number) =>
  Math.max(1, Math.min(most, year - bornIn - age));

const teachingUnits = (university: UniversitySlug) =>
  orgUnits[university].filter(({ programmes }) => programmes.length > 0);

function studies(random: Random, belonging: Belonging, place: Place): SampleAffiliation[] {
  const { year } = belonging;
  const state = random.below(100);
  const courseYear = random.below(yearsSince(16, belonging, 4));
  if (state < 8) {
    const past: SampleAffiliation = {
      affiliation: 'student',
      ...place,
      ...affiliationWindow('ended', year, courseYear),
    };
    if (state >= 4) return [past];
    const alum = {
      affiliation: 'alum',
      status: 'active',
      ...place,
      validFrom: `${year}-07-01`,
      validUntil: null,
    } as const;
    return [past, alum];
  }
  const window = affiliationWindow(state < 11 ? 'future' : 'current', year, courseYear);
  const status = state >= 97 ? 'on_leave' : window.status;
  return [{ affiliation: 'student', ...place, ...window, status }];
}

const employments: readonly RollAffiliation[] = ['staff', 'faculty', 'staff', 'faculty', 'employee', 'affiliate'];

function employment(random: Random, belonging: Belonging): SampleAffiliation {
  const { year, university } = belonging;
  const affiliation = random.pickCommon(employments);
  const units = affiliation === 'faculty' ? teachingUnits(university) : orgUnits[university];
  const place = { orgUnit: random.pick(units).name, programme: null };
  const state = random.below(100);
  if (state < 10) {
    const years = random.below(yearsSince(22, belonging, 12));
    return { affiliation, ...place, ...affiliationWindow(state < 7 ? 'ended' : 'future', year, years) };
  }
  const from = `${year - random.below(yearsSince(22, belonging, 25)) - 1}-${random.pick(['02-01', '04-15', '09-01', '11-10'])}`;
  const endless = affiliation === 'staff' || random.chance(0.5);
  const until = endless ? null : `${year + 1 + random.below(5)}-08-31`;
  return { affiliation, status: 'active', ...place, validFrom: from, validUntil: until };
}

/** The affiliations of one person at one university: usually one, sometimes study and work together. */
export function inventAffiliations(random: Random, belonging: Belonging): SampleAffiliation[] {
  if (belonging.kind === 'employee') return [employment(random, belonging)];
  const { name, programmes } = random.pick(teachingUnits(belonging.university));
  const study = studies(random, belonging, { orgUnit: name, programme: random.pick(programmes) });
  return random.chance(0.03) ? [...study, employment(random, belonging)] : study;
}
