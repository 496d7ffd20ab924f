import type { RollAffiliation } from './roll-file.ts';
import type { UniversitySlug } from './universities.ts';

export type StaffRole = 'librarian' | 'registrar' | 'facility-manager' | 'administrator';

/** `current` all through the academic year, `ended` before it began, `future` from the next one on. */
export type WindowKind = 'current' | 'ended' | 'future';

/** What one university knows of a sample person. `sourceKey` is the student or employee number. */
export type SampleIdentity = {
  university: UniversitySlug;
  sourceKey: string;
  login: string;
  affiliation: RollAffiliation;
  orgUnit: string;
  programme: string | null;
  window: WindowKind;
};

/**
 * A person whom every generated consortium contains, to be signed in as. Passwords are not here: they are drawn when
 * the sample is started. `nationalNumber` is an invented SNILS (see national-number.ts).
 */
export type SampleSignIn = {
  slug: string;
  shows: { ru: string; en: string };
  familyName: string;
  givenName: string;
  patronymic: string | null;
  birthDate: string;
  nationalNumber: string | null;
  identities: SampleIdentity[];
  staffRoles: { university: UniversitySlug; role: StaffRole }[];
};

function identity(
  university: UniversitySlug,
  sourceKey: string,
  login: string,
  affiliation: RollAffiliation,
  orgUnit: string,
  programme: string | null,
  window: WindowKind = 'current',
): SampleIdentity {
  return { university, sourceKey, login, affiliation, orgUnit, programme, window };
}

export const sampleSignIns: readonly SampleSignIn[] = [
  {
    slug: 'student-tpu',
    shows: { ru: 'Студентка ТПУ', en: 'Student at TPU' },
    familyName: 'Кедрова',
    givenName: 'Анна',
    patronymic: 'Сергеевна',
    birthDate: '2006-04-12',
    nationalNumber: '90000001184',
    identities: [
      identity(
        'tpu',
        '10000101',
        'anna.kedrova',
        'student',
        'Инженерная школа энергетики',
        'Теплоэнергетика и теплотехника',
      ),
    ],
    staffRoles: [],
  },
  {
    slug: 'student-tsu',
    shows: { ru: 'Студент ТГУ', en: 'Student at TSU' },
    familyName: 'Галиев',
    givenName: 'Тимур',
    patronymic: 'Маратович',
    birthDate: '2005-11-03',
    nationalNumber: '90000002287',
    identities: [identity('tsu', '10-0000102', 'timur.galiev', 'student', 'Биологический институт', 'Биология')],
    staffRoles: [],
  },
  {
    slug: 'student-tusur',
    shows: {
      ru: 'Иностранный студент ТУСУР, без отчества и СНИЛС',
      en: 'Foreign student at TUSUR, no patronymic, no SNILS',
    },
    familyName: 'Li',
    givenName: 'Wei',
    patronymic: null,
    birthDate: '2004-08-08',
    nationalNumber: null,
    identities: [identity('tusur', '70-01-0000103', 'li.wei', 'student', 'Радиотехнический факультет', 'Радиотехника')],
    staffRoles: [],
  },
  {
    slug: 'student-tsuab',
    shows: { ru: 'Студент ТГАСУ', en: 'Student at TSUAB' },
    familyName: 'Плотников',
    givenName: 'Глеб',
    patronymic: 'Артёмович',
    birthDate: '2005-02-27',
    nationalNumber: '90000003390',
    identities: [identity('tsuab', 'ST0000104', 'gleb.plotnikov', 'student', 'Архитектурный факультет', 'Архитектура')],
    staffRoles: [],
  },
  {
    slug: 'two-universities',
    shows: { ru: 'Студент ТГУ и сотрудник ТПУ', en: 'Student at TSU and staff at TPU' },
    familyName: 'Семёнов',
    givenName: 'Фёдор',
    patronymic: 'Ильич',
    birthDate: '2002-12-30',
    nationalNumber: '90000004493',
    identities: [
      identity('tsu', '10-0000105', 'fyodor.semyonov', 'student', 'Механико-математический факультет', 'Математика'),
      identity('tpu', '20000105', 'f.semyonov', 'staff', 'Инженерная школа ядерных технологий', null),
    ],
    staffRoles: [],
  },
  {
    slug: 'ended-student',
    shows: { ru: 'Отчислен из ТГПУ в прошлом учебном году', en: 'Left TSPU in the last academic year' },
    familyName: 'Вчерашнев',
    givenName: 'Игорь',
    patronymic: 'Олегович',
    birthDate: '2003-06-19',
    nationalNumber: '90000005596',
    identities: [
      identity(
        'tspu',
        'P-0000106',
        'igor.vcherashnev',
        'student',
        'Факультет иностранных языков',
        'Лингвистика',
        'ended',
      ),
    ],
    staffRoles: [],
  },
  {
    slug: 'future-student',
    shows: { ru: 'Зачислена в ТГПУ со следующего учебного года', en: 'Enrolled at TSPU from the next academic year' },
    familyName: 'Завьялова',
    givenName: 'Ульяна',
    patronymic: 'Денисовна',
    birthDate: '2008-09-01',
    nationalNumber: '90000006699',
    identities: [
      identity('tspu', 'P-0000107', 'ulyana.zavyalova', 'student', 'Биолого-химический факультет', null, 'future'),
    ],
    staffRoles: [],
  },
  {
    slug: 'faculty-sibsmu',
    shows: { ru: 'Преподаватель СибГМУ', en: 'Faculty at SibSMU' },
    familyName: 'Лекарева',
    givenName: 'Фаина',
    patronymic: 'Никитична',
    birthDate: '1974-03-08',
    nationalNumber: '90000007701',
    identities: [
      identity('sibsmu', '600000108', 'faina.lekareva', 'faculty', 'Лаборатория клеточных технологий', null),
    ],
    staffRoles: [],
  },
  {
    slug: 'librarian-tsu',
    shows: { ru: 'Библиотекарь ТГУ', en: 'Librarian at TSU' },
    familyName: 'Книжникова',
    givenName: 'Вера',
    patronymic: 'Павловна',
    birthDate: '1981-05-27',
    nationalNumber: '90000008804',
    identities: [identity('tsu', '90-0000109', 'vera.knizhnikova', 'staff', 'Научная библиотека', null)],
    staffRoles: [{ university: 'tsu', role: 'librarian' }],
  },
  {
    slug: 'librarian-tpu',
    shows: { ru: 'Библиотекарь ТПУ', en: 'Librarian at TPU' },
    familyName: 'Грамотина',
    givenName: 'Любовь',
    patronymic: 'Андреевна',
    birthDate: '1990-10-14',
    nationalNumber: '90000009907',
    identities: [identity('tpu', '20000110', 'lyubov.gramotina', 'staff', 'Научно-техническая библиотека', null)],
    staffRoles: [{ university: 'tpu', role: 'librarian' }],
  },
  {
    slug: 'registrar-tpu',
    shows: { ru: 'Сотрудник отдела кадров и контингента ТПУ', en: 'Registrar at TPU' },
    familyName: 'Писарева',
    givenName: 'Надежда',
    patronymic: 'Юрьевна',
    birthDate: '1986-01-21',
    nationalNumber: '90000011086',
    identities: [identity('tpu', '20000111', 'nadezhda.pisareva', 'staff', 'Управление кадров и контингента', null)],
    staffRoles: [{ university: 'tpu', role: 'registrar' }],
  },
  {
    slug: 'facility-manager-tsu',
    shows: { ru: 'Комендант ТГУ, отвечает за проходные', en: 'Facility manager at TSU, in charge of its gates' },
    familyName: 'Ключников',
    givenName: 'Михаил',
    patronymic: 'Львович',
    birthDate: '1969-11-30',
    nationalNumber: '90000012189',
    identities: [
      identity('tsu', '90-0000112', 'mikhail.klyuchnikov', 'staff', 'Административно-хозяйственное управление', null),
    ],
    staffRoles: [{ university: 'tsu', role: 'facility-manager' }],
  },
  {
    slug: 'administrator',
    shows: { ru: 'Администратор и регистратор ТГУ', en: 'Administrator and registrar at TSU' },
    familyName: 'Старостин',
    givenName: 'Александр',
    patronymic: 'Викторович',
    birthDate: '1979-07-16',
    nationalNumber: '90000013292',
    identities: [identity('tsu', '90-0000113', 'alexander.starostin', 'staff', 'Центр цифровой трансформации', null)],
    staffRoles: [
      { university: 'tsu', role: 'administrator' },
      { university: 'tsu', role: 'registrar' },
    ],
  },
];
