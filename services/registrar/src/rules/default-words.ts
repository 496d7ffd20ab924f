import type { RollAffiliation, RollStatus } from './roll-field.ts';

/** Words that are understood where a source has none of its own. Compared by `wordKey`. */
export const defaultAffiliationWords: Readonly<Record<RollAffiliation, readonly string[]>> = {
  student: [
    'student',
    'undergraduate',
    'postgraduate',
    'студент',
    'студентка',
    'магистрант',
    'аспирант',
    'ординатор',
    'обучающийся',
  ],
  faculty: [
    'faculty',
    'lecturer',
    'professor',
    'преподаватель',
    'ппс',
    'профессор',
    'доцент',
    'научно-педагогический работник',
  ],
  staff: ['staff', 'сотрудник', 'сотрудница', 'работник', 'ауп', 'увп'],
  employee: ['employee', 'contractor', 'совместитель', 'почасовик', 'внештатный', 'договор гпх'],
  alum: ['alum', 'alumnus', 'alumna', 'graduate', 'выпускник', 'выпускница', 'окончивший'],
  affiliate: ['affiliate', 'guest', 'visitor', 'слушатель', 'гость', 'стажёр', 'прикомандированный'],
};

export const defaultStatusWords: Readonly<Record<RollStatus, readonly string[]>> = {
  active: ['active', 'current', 'enrolled', 'employed', 'действует', 'активен', 'обучается', 'работает', 'в составе'],
  on_leave: ['on_leave', 'on leave', 'leave', 'академический отпуск', 'академ. отпуск', 'академотпуск', 'в отпуске'],
  ended: [
    'ended',
    'left',
    'expelled',
    'dismissed',
    'graduated',
    'отчислен',
    'отчислена',
    'уволен',
    'уволена',
    'выбыл',
    'выбыла',
    'исключён из состава',
  ],
};
