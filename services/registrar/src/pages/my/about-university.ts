import { fullName } from '@onecampus/directory';
import {
  Card,
  type Children,
  Code,
  DescriptionList,
  formatDate,
  formatDay,
  type Html,
  html,
  StatusBadge,
} from '@onecampus/pages';
import type { DisputedFact } from '../../rules/dispute.ts';
import type { MyData, MyPart } from '../../use-cases/show-my-data.ts';
import { lastDay } from '../console/last-day.ts';
import { roleWord } from '../console/role-word.ts';
import { DisputeLink } from './dispute-link.ts';
import { type Me, universityOf } from './my-page.ts';
import { myWords } from './my-words.ts';

type Record = MyPart['records'][number];

/** Everything that one university says: its records with their own values, numbers, groups, roles. */
export function University(me: Me, mine: MyData, part: MyPart): Html {
  const university = universityOf(me, part.universityId);
  return Card({
    title: university.name[me.locale],
    detail: university.homeOrganization,
    children: html`
      ${part.records.map((record) => OneRecord(me, mine, record))}
      ${Numbers(me, mine, part)} ${Groups(me, mine, part)} ${Roles(me, mine, part)}`,
  });
}

function OneRecord(me: Me, mine: MyData, record: Record): Html {
  const { locale } = me;
  const say = myWords(locale);
  const { timeZone } = universityOf(me, record.universityId);
  const date = (at: Date) => formatDate(locale, at, timeZone);
  const fact = (name: string, kind: DisputedFact, value: Children | null) => ({
    term: name,
    description: html`${value ?? html`<span class="soft">${say.unknown}</span>`} ${
      value === null
        ? null
        : DisputeLink(me, mine, { fact: kind, factId: record.id, name, universityId: record.universityId })
    }`,
  });
  const marked = [
    ...(record.nationalNumberKnown ? [say.nationalNumber] : []),
    ...(record.documentKnown ? [say.document] : []),
  ];
  return html`
    <h3 class="part-title">${say.source(record.source, record.sourceKey)}</h3>
    <p class="soft">${record.missingSince ? say.missing(date(record.missingSince)) : say.saidSince(date(record.createdAt))}</p>
    ${DescriptionList({
      items: [
        fact(say.name, 'name', fullName(record)),
        fact(say.birthDate, 'birth_date', record.birthDate && formatDay(locale, record.birthDate)),
        fact(say.email, 'email', record.email && Code({ value: record.email })),
        fact(say.phone, 'phone', record.phone && Code({ value: record.phone })),
        ...marked.map((name) => fact(name, 'national_number', html`<span class="soft">${say.knownNotShown}</span>`)),
      ],
    })}
    <p>${DisputeLink(me, mine, { fact: 'person', factId: record.id, name: record.source, universityId: record.universityId, label: say.notMe })}</p>`;
}

function Numbers(me: Me, mine: MyData, { universityId, identifiers, personalUniqueCodes }: MyPart): Html | null {
  const say = myWords(me.locale);
  const names: Readonly<{ [scheme: string]: string }> = {
    eppn: say.eppn,
    student_number: say.studentNumber,
    employee_number: say.employeeNumber,
    esi: say.esi,
    orcid: say.orcid,
  };
  const derived = personalUniqueCodes.filter((one) => one.derived);
  if (identifiers.length + derived.length === 0) return null;
  return html`<h3 class="part-title">${say.numbers}</h3>${DescriptionList({
    items: [
      ...identifiers.map((one) => {
        const name = names[one.scheme] ?? one.scheme;
        return {
          term: name,
          description: html`${Code({ value: one.value })} ${
            one.state === 'prior' ? StatusBadge({ tone: 'neutral', label: say.prior }) : null
          } ${DisputeLink(me, mine, { fact: 'identifier', factId: one.id, name, universityId })}`,
        };
      }),
      ...derived.map((one) => ({
        term: say.esi,
        description: html`${Code({ value: one.value })} <small class="soft">${say.derived}</small>`,
      })),
    ],
  })}`;
}

function Groups(me: Me, mine: MyData, { universityId, groups }: MyPart): Html | null {
  const say = myWords(me.locale);
  if (groups.length === 0) return null;
  const { timeZone } = universityOf(me, universityId);
  return html`<h3 class="part-title">${say.groups}</h3><ul class="plain-list">${groups.map(
    (one) =>
      html`<li>${one.displayName} ${
        one.validUntil
          ? html`<small class="soft">${say.untilDay(lastDay(me.locale, one.validUntil, timeZone))}</small>`
          : null
      } ${DisputeLink(me, mine, { fact: 'group', factId: one.id, name: one.displayName, universityId })}</li>`,
  )}</ul>`;
}

function Roles({ locale }: Me, { roles }: MyData, { universityId }: MyPart): Html | null {
  const own = roles.filter((one) => one.universityId === universityId);
  if (own.length === 0) return null;
  return html`<h3 class="part-title">${myWords(locale).role}</h3><ul class="plain-list">${own.map(
    (one) => html`<li>${roleWord(locale, one.role)}</li>`,
  )}</ul>`;
}
