import type { UniversitySlug } from './universities.ts';

export type KeyKind = 'student' | 'employee';

const styles: Record<UniversitySlug, (kind: KeyKind, digits: string) => string> = {
  tpu: (kind, digits) => (kind === 'student' ? '1' : '2') + digits,
  tsu: (kind, digits) => `${kind === 'student' ? '10' : '90'}-${digits}`,
  tusur: (kind, digits) => `70-${kind === 'student' ? '01' : '02'}-${digits}`,
  tsuab: (kind, digits) => (kind === 'student' ? 'ST' : 'EM') + digits,
  sibsmu: (kind, digits) => (kind === 'student' ? '50' : '60') + digits,
  tspu: (kind, digits) => `${kind === 'student' ? 'P' : 'W'}-${digits}`,
};

/** A student or employee number in the university's style. Numbers up to 999 are left to the sample sign-ins. */
export function sourceKey(university: UniversitySlug, kind: KeyKind, number: number): string {
  return styles[university](kind, String(number).padStart(7, '0'));
}
