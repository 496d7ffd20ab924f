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

const plurals: Readonly<Record<StoredAffiliation, Readonly<Record<Locale, string>>>> = {
  faculty: { ru: 'Преподаватели', en: 'Teachers' },
  student: { ru: 'Студенты', en: 'Students' },
  staff: { ru: 'Сотрудники', en: 'Staff' },
  employee: { ru: 'Работники', en: 'Employees' },
  alum: { ru: 'Выпускники', en: 'Alumni' },
  affiliate: { ru: 'Связаны с нами', en: 'Affiliates' },
  'library-walk-in': { ru: 'Посетители библиотеки', en: 'Library visitors' },
};

/** Those who have it, as the heading of a number. */
export function affiliationPlural(locale: Locale, affiliation: StoredAffiliation): string {
  return plurals[affiliation][locale];
}

/** An affiliation as people say it, for lists and sentences. */
export function affiliationWord(locale: Locale, affiliation: StoredAffiliation): string {
  return words[affiliation][locale];
}
