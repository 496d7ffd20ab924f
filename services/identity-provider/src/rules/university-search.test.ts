import { describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { hintedUniversity } from './hinted-university.ts';
import { universitySearch } from './university-search.ts';

const make = (slug: string, domain: string, ru: string, en: string, short: [string, string], aliases: string[] = []) =>
  ({
    id: slug,
    slug,
    homeOrganization: domain,
    scopes: [domain],
    name: { ru, en },
    shortName: { ru: short[0], en: short[1] },
    aliases,
    timeZone: 'Asia/Tomsk',
  }) satisfies University;

const tomsk = [
  make(
    'tpu',
    'tpu.ru',
    'Национальный исследовательский Томский политехнический университет',
    'National Research Tomsk Polytechnic University',
    ['ТПУ', 'TPU'],
    ['НИ ТПУ', 'политех'],
  ),
  make(
    'tsu',
    'tsu.ru',
    'Национальный исследовательский Томский государственный университет',
    'National Research Tomsk State University',
    ['ТГУ', 'TSU'],
    ['TGU'],
  ),
  make(
    'tusur',
    'tusur.ru',
    'Томский государственный университет систем управления и радиоэлектроники',
    'Tomsk State University of Control Systems and Radioelectronics',
    ['ТУСУР', 'TUSUR'],
  ),
  make('sibsmu', 'ssmu.ru', 'Сибирский государственный медицинский университет', 'Siberian State Medical University', [
    'СибГМУ',
    'SibSMU',
  ]),
  make(
    'tspu',
    'tspu.edu.ru',
    'Томский государственный педагогический университет',
    'Tomsk State Pedagogical University',
    ['ТГПУ', 'TSPU'],
  ),
];
const search = universitySearch(tomsk);
const found = (question: string) => search(question).map(({ slug }) => slug);

describe('universitySearch', () => {
  it.each([
    ['ТПУ', 'tpu'],
    ['тпу', 'tpu'],
    ['TPU', 'tpu'],
    // The keyboard was in the other layout.
    ['nge', 'tpu'],
    ['ЕЗГ', 'tpu'],
    ['gjkbnt[', 'tpu'],
    ['ьувшсфд', 'sibsmu'],
    ['политех', 'tpu'],
    ['politeh', 'tpu'],
    ['politekh', 'tpu'],
    ['Polytechnic', 'tpu'],
    ['томский политехнический', 'tpu'],
    ['политехнический томск', 'tpu'],
    ['tgu', 'tsu'],
    ['tusur', 'tusur'],
    ['тусур', 'tusur'],
    ['радиоэлектроника', 'tusur'],
    ['radioelectron', 'tusur'],
    ['radioelektroniki', 'tusur'],
    ['СибГМУ', 'sibsmu'],
    ['sibgmu', 'sibsmu'],
    ['meditsinskiy', 'sibsmu'],
    ['медецинский', 'sibsmu'],
    ['пед', 'tspu'],
    ['tspu.edu.ru', 'tspu'],
    ['https://www.tspu.edu.ru/students', 'tspu'],
    ['anna@stud.tsu.ru', 'tsu'],
    ['ТГУСУР', 'tusur'],
  ])('finds by %j %s', (question, slug) => {
    expect(found(question)[0]).toBe(slug);
  });

  it('finds all of what several have in common, and all where nothing is asked', () => {
    expect(found('томский').toSorted()).toEqual(['tpu', 'tspu', 'tsu', 'tusur']);
    for (const nothing of ['', ' ', '@', '.*']) {
      expect(found(nothing)).toEqual(['tpu', 'tsu', 'tusur', 'sibsmu', 'tspu']);
    }
  });

  it.each(['новосибирск', 'zzzz', 'университет мира', 'tpu.example', 'q'.repeat(300)])(
    'finds nothing by %j',
    (question) => {
      expect(found(question)).toEqual([]);
    },
  );
});

describe('hintedUniversity', () => {
  const hinted = (loginHint?: string, domainHint?: string) => hintedUniversity(tomsk, { loginHint, domainHint })?.slug;

  it.each([
    ['anna@tpu.ru', undefined, 'tpu'],
    ['anna@stud.TPU.ru', undefined, 'tpu'],
    [undefined, 'tsu.ru', 'tsu'],
    [undefined, '@TSU.ru.', 'tsu'],
    ['anna@tpu.ru', 'tsu.ru', 'tsu'],
    ['anna@tpu.ru', 'elsewhere.example', 'tpu'],
    ['anna', undefined, undefined],
    ['@tpu.ru', undefined, undefined],
    ['anna@nottpu.ru', undefined, undefined],
    ['anna@ru', 'ru', undefined],
    ['tpu.ru', undefined, undefined],
  ])('of login_hint %j and domain_hint %j is %j', (loginHint, domainHint, slug) => {
    expect(hinted(loginHint, domainHint)).toBe(slug);
  });
});
