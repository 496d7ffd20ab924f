import type { StoredAffiliation } from '@onecampus/directory';
import type { Locale } from '@onecampus/pages';

const names: Readonly<Record<StoredAffiliation, { ru: string; en: string }>> = {
  student: { ru: 'учится', en: 'student' },
  faculty: { ru: 'преподаёт', en: 'faculty' },
  staff: { ru: 'сотрудник', en: 'staff' },
  employee: { ru: 'работает', en: 'employee' },
  alum: { ru: 'выпускник', en: 'alumni' },
  affiliate: { ru: 'связан с университетом', en: 'affiliate' },
  'library-walk-in': { ru: 'читатель библиотеки', en: 'library reader' },
};

export function affiliationName(locale: Locale, affiliation: StoredAffiliation): string {
  return names[affiliation][locale];
}
