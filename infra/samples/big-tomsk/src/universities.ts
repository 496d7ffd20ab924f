/** The six universities of Tomsk. The universities are real; every person this package puts into them is invented. */
export const universities = [
  {
    slug: 'tpu',
    scope: 'tpu.ru',
    names: {
      ru: { full: 'Национальный исследовательский Томский политехнический университет', short: 'ТПУ' },
      en: { full: 'National Research Tomsk Polytechnic University', short: 'TPU' },
    },
    aliases: ['ТПУ', 'TPU', 'НИ ТПУ', 'политех', 'Томский политех', 'politekh', 'Tomsk Polytechnic'],
  },
  {
    slug: 'tsu',
    scope: 'tsu.ru',
    names: {
      ru: { full: 'Национальный исследовательский Томский государственный университет', short: 'ТГУ' },
      en: { full: 'National Research Tomsk State University', short: 'TSU' },
    },
    aliases: ['ТГУ', 'TSU', 'TGU', 'НИ ТГУ', 'Томский госуниверситет', 'университет Томска', 'Tomsk State'],
  },
  {
    slug: 'tusur',
    scope: 'tusur.ru',
    names: {
      ru: { full: 'Томский государственный университет систем управления и радиоэлектроники', short: 'ТУСУР' },
      en: { full: 'Tomsk State University of Control Systems and Radioelectronics', short: 'TUSUR' },
    },
    aliases: ['ТУСУР', 'TUSUR', 'радиоэлектроника', 'системы управления', 'radioelectronics'],
  },
  {
    slug: 'tsuab',
    scope: 'tsuab.ru',
    names: {
      ru: { full: 'Томский государственный архитектурно-строительный университет', short: 'ТГАСУ' },
      en: { full: 'Tomsk State University of Architecture and Building', short: 'TSUAB' },
    },
    aliases: ['ТГАСУ', 'TSUAB', 'TGASU', 'строительный', 'архитектурный', 'architecture'],
  },
  {
    slug: 'sibsmu',
    scope: 'ssmu.ru',
    names: {
      ru: { full: 'Сибирский государственный медицинский университет', short: 'СибГМУ' },
      en: { full: 'Siberian State Medical University', short: 'SibSMU' },
    },
    aliases: ['СибГМУ', 'SibSMU', 'SSMU', 'SibGMU', 'мед', 'медицинский', 'medical'],
  },
  {
    slug: 'tspu',
    scope: 'tspu.edu.ru',
    names: {
      ru: { full: 'Томский государственный педагогический университет', short: 'ТГПУ' },
      en: { full: 'Tomsk State Pedagogical University', short: 'TSPU' },
    },
    aliases: ['ТГПУ', 'TSPU', 'TGPU', 'пед', 'педагогический', 'pedagogical'],
  },
] as const;

export type UniversitySlug = (typeof universities)[number]['slug'];

/** The eduPerson scope of a university: the domain after the @ in its scoped affiliations and e-mail addresses. */
export function scopeOf(slug: UniversitySlug): string {
  return universities.find((university) => university.slug === slug)!.scope;
}
