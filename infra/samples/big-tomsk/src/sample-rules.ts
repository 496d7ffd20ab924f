import type { AudienceAtom, SampleRule } from './sample-zones.ts';
import { universities } from './universities.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const weekdays = [1, 2, 3, 4, 5];
const membersOfAll: AudienceAtom[] = universities.map(({ scope }) => ({ affiliation: 'member', scope }));

export const sampleRules: readonly SampleRule[] = [
  {
    slug: 'reading-room-all-members',
    zone: 'tsu-research-library-reading-room',
    effect: 'allow',
    audience: membersOfAll,
    windows: [{ days: everyDay, from: '00:00', until: '24:00' }],
    purpose: {
      ru: 'Круглосуточный читальный зал открыт всем студентам и сотрудникам шести университетов',
      en: 'The reading room is open day and night to all students and employees of the six universities',
    },
  },
  {
    slug: 'tpu-library-cleaning',
    zone: 'tpu-library',
    effect: 'deny',
    audience: membersOfAll,
    windows: [{ days: [1], from: '08:00', until: '10:00' }],
    purpose: {
      ru: 'По понедельникам с 8 до 10 в библиотеке санитарная уборка',
      en: 'The library is cleaned on Mondays from 8 to 10',
    },
  },
  {
    slug: 'sports-hall-own-people',
    zone: 'tpu-sports-hall',
    effect: 'allow',
    audience: [{ affiliation: 'member', scope: 'tpu.ru' }],
    windows: [{ days: everyDay, from: '07:00', until: '22:00' }],
    purpose: {
      ru: 'Студенты и сотрудники ТПУ занимаются весь день',
      en: 'Students and employees of TPU train all day',
    },
  },
  {
    slug: 'sports-hall-evenings',
    zone: 'tpu-sports-hall',
    effect: 'allow',
    audience: membersOfAll.filter(({ scope }) => scope !== 'tpu.ru'),
    windows: [
      { days: weekdays, from: '18:00', until: '22:00' },
      { days: [6], from: '12:00', until: '20:00' },
    ],
    purpose: {
      ru: 'Другие университеты — по будням вечером и в субботу днём',
      en: 'The other universities on weekday evenings and on Saturday afternoons',
    },
  },
  {
    slug: 'dormitory-students',
    zone: 'tusur-dormitory-6',
    effect: 'allow',
    audience: [{ affiliation: 'student', scope: 'tusur.ru' }],
    windows: [{ days: everyDay, from: '00:00', until: '24:00' }],
    purpose: {
      ru: 'Студенты ТУСУР живут здесь и проходят круглосуточно',
      en: 'Students of TUSUR live here and enter at any hour',
    },
  },
  {
    slug: 'dormitory-staff',
    zone: 'tusur-dormitory-6',
    effect: 'allow',
    audience: [
      { affiliation: 'staff', scope: 'tusur.ru' },
      { affiliation: 'employee', scope: 'tusur.ru' },
    ],
    windows: [{ days: everyDay, from: '07:00', until: '22:00' }],
    purpose: { ru: 'Сотрудники ТУСУР — в рабочее время', en: 'TUSUR staff during working hours' },
  },
  {
    slug: 'laboratory-own-staff',
    zone: 'sibsmu-cell-laboratory',
    effect: 'allow',
    audience: [
      { affiliation: 'faculty', scope: 'ssmu.ru' },
      { affiliation: 'staff', scope: 'ssmu.ru' },
    ],
    windows: [{ days: weekdays, from: '08:00', until: '20:00' }],
    purpose: {
      ru: 'Преподаватели и сотрудники СибГМУ, по будням с 8 до 20',
      en: 'Faculty and staff of SibSMU on weekdays from 8 to 20',
    },
  },
  {
    slug: 'tspu-library-all-members',
    zone: 'tspu-library',
    effect: 'allow',
    audience: membersOfAll,
    windows: [{ days: [1, 2, 3, 4, 5, 6], from: '09:00', until: '19:00' }],
    purpose: {
      ru: 'Библиотека ТГПУ открыта всем шести университетам, кроме воскресенья',
      en: 'The TSPU library is open to all six universities except on Sundays',
    },
  },
  {
    slug: 'tspu-library-alumni',
    zone: 'tspu-library',
    effect: 'allow',
    audience: [{ affiliation: 'alum', scope: 'tspu.edu.ru' }],
    windows: [{ days: [6], from: '10:00', until: '16:00' }],
    purpose: { ru: 'Выпускники ТГПУ — по субботам', en: 'Alumni of TSPU on Saturdays' },
  },
  {
    slug: 'workshop-own-people',
    zone: 'tsuab-model-workshop',
    effect: 'allow',
    audience: [
      { affiliation: 'student', scope: 'tsuab.ru' },
      { affiliation: 'faculty', scope: 'tsuab.ru' },
    ],
    windows: [{ days: [1, 2, 3, 4, 5, 6], from: '08:30', until: '21:00' }],
    purpose: {
      ru: 'Студенты и преподаватели ТГАСУ, кроме воскресенья',
      en: 'Students and faculty of TSUAB except on Sundays',
    },
  },
  {
    slug: 'tpu-library-all-members',
    zone: 'tpu-library',
    effect: 'allow',
    audience: membersOfAll,
    windows: [
      { days: weekdays, from: '08:00', until: '22:00' },
      { days: [6, 7], from: '10:00', until: '18:00' },
    ],
    purpose: {
      ru: 'Библиотека ТПУ открыта всем шести университетам',
      en: 'The TPU library is open to all six universities',
    },
  },
];
