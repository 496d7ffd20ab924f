import type { StaffRole } from '@onecampus/directory';
import { Card, Code, DescriptionList, type Html, html, StatusBadge } from '@onecampus/pages';
import { lastDay } from '../console/last-day.ts';
import { roleWord } from '../console/role-word.ts';
import type { PersonPage } from './person-page.ts';
import { personWords } from './person-words.ts';

/** Numbers and logins by which the university knows the person: those of now first, then prior ones. */
export function Identifiers({ seen, person }: PersonPage): Html {
  const say = personWords(seen.locale);
  const names: Readonly<Record<string, string>> = {
    eppn: say.eppn,
    student_number: say.studentNumber,
    employee_number: say.employeeNumber,
    esi: say.esi,
    orcid: say.orcid,
  };
  const derived = person.personalUniqueCodes.filter((one) => one.derived);
  const stated = [...person.identifiers].sort(
    (one, other) => Number(one.state !== 'current') - Number(other.state !== 'current'),
  );
  return Card({
    title: say.identifiers,
    children:
      stated.length === 0
        ? html`<p class="soft">${say.noIdentifiers}</p>`
        : DescriptionList({
            items: [
              ...stated.map((one) => ({
                term: names[one.scheme] ?? one.scheme,
                description: html`${Code({ value: one.value })} ${
                  one.state === 'prior' ? StatusBadge({ tone: 'neutral', label: say.prior }) : null
                }`,
              })),
              ...derived.map((one) => ({
                term: say.esi,
                description: html`${Code({ value: one.value })} <small class="soft">${say.derived}</small>`,
              })),
            ],
          }),
  });
}

export function Groups({ seen, person }: PersonPage): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  return Card({
    title: say.groups,
    children:
      person.groups.length === 0
        ? html`<p class="soft">${say.noGroups}</p>`
        : html`<ul class="plain-list">${person.groups.map(
            (one) =>
              html`<li>${one.displayName} <small class="soft">${
                one.validUntil
                  ? `${say.until.toLowerCase()} ${lastDay(locale, one.validUntil, university.timeZone)}`
                  : say.openEnd
              }</small></li>`,
          )}</ul>`,
  });
}

export function Entitlements({ seen, person }: PersonPage): Html {
  const say = personWords(seen.locale);
  return Card({
    title: say.entitlements,
    children:
      person.entitlements.length === 0
        ? html`<p class="soft">${say.noEntitlements}</p>`
        : html`<ul class="plain-list">${person.entitlements.map((one) => html`<li>${Code({ value: one.uri })}</li>`)}</ul>`,
  });
}

/** Roles at this university only; what the person does elsewhere is not this university's to know. */
export function Roles({ seen, person }: PersonPage): Html {
  const say = personWords(seen.locale);
  const roles = person.roles.filter((one) => one.universityId === seen.university.id);
  return Card({
    title: say.roles,
    children:
      roles.length === 0
        ? html`<p class="soft">${say.noRoles}</p>`
        : html`<ul class="plain-list">${roles.map((one) => html`<li>${roleWord(seen.locale, one.role as StaffRole)}</li>`)}</ul>`,
  });
}
