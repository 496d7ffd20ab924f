import { defineCatalogue } from '@onecampus/pages';

/** As whose member? */
export const actAsWords = defineCatalogue({
  ru: {
    title: 'От какого университета вы входите?',
    lead: (application: string) =>
      `Вы относитесь к нескольким. «${application}» увидит выбранный как ваш основной; позже это можно изменить в учётной записи.`,
    list: 'Ваши университеты',
    accountTitle: 'От какого университета вы действуете',
    accountLead:
      'Сервисы, которым нужен один университет, видят этот. Изменение действует до выхода и видно сервису, когда он в следующий раз спросит о вас.',
    now: 'сейчас',
    change: 'Изменить',
    only: 'Вы относитесь к одному университету, выбирать не из чего.',
    back: 'Учётная запись',
    faculty: 'преподаватель',
    student: 'студент',
    staff: 'сотрудник',
    alum: 'выпускник',
    affiliate: 'связан с университетом',
    employee: 'работник',
    'library-walk-in': 'посетитель библиотеки',
  },
  en: {
    title: 'For which university do you sign in?',
    lead: (application) =>
      `You belong to several. ${application} will see the one you choose as your home; you can change it later in your account.`,
    list: 'Your universities',
    accountTitle: 'For which university you act',
    accountLead:
      'Services that want one university see this one. A change holds until you sign out, and a service sees it when it next asks about you.',
    now: 'at present',
    change: 'Change',
    only: 'You belong to one university: there is nothing to choose.',
    back: 'Account',
    faculty: 'faculty',
    student: 'student',
    staff: 'staff',
    alum: 'alumnus',
    affiliate: 'affiliated',
    employee: 'employee',
    'library-walk-in': 'library visitor',
  },
});
