import type { StoredAffiliation } from '@onecampus/directory';
import type { Locale } from '@onecampus/pages';

const words: Readonly<Record<StoredAffiliation, Readonly<Record<Locale, string>>>> = {
  faculty: { ru: 'преподаватель', en: 'teacher' },
  student: { ru: 'студент', en: 'student' },
  staff: { ru: 'сотрудник', en: 'staff' },
  employee: { ru: 'работник', en: 'employee' },
  alum: { ru: 'выпускник', en: 'alumni' },
  affiliate: { ru: 'связан с университетом', en: 'affiliate' },
  'library-walk-in': { ru: 'посетитель библиотеки', en: 'library visitor' },
};

/** An affiliation as people say it, for lists and sentences. */
export function affiliationWord(locale: Locale, affiliation: StoredAffiliation): string {
  return words[affiliation][locale];
}
