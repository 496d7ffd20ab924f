import { type ListedPerson, type StaffRole, staffRoles } from '@onecampus/directory';
import { Alert, Card, ChoiceList, EmptyState, html, PageHeader, Stack } from '@onecampus/pages';
import { isDangerous } from '../../rules/dangerous-role.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consoleWords } from '../console/console-words.ts';
import { roleWord } from '../console/role-word.ts';
import type { Seen } from '../console/seen.ts';
import { staffWords } from './staff-words.ts';

export function candidatesView(seen: Seen, text: string, people: readonly (ListedPerson & { name: string })[]) {
  const say = staffWords(seen.locale);
  const staff = `${consolePath(seen.university)}/staff`;
  return {
    title: say.foundTitle(text),
    body: html`
      ${PageHeader({ title: say.give, lead: say.foundTitle(text), back: { href: staff, label: say.back } })}
      ${
        people.length === 0
          ? EmptyState({ title: say.nobody, text: say.nobodyText })
          : Card({
              children: ChoiceList({
                label: say.foundTitle(text),
                choices: people.map((one) => ({
                  title: one.name,
                  detail: [
                    ...one.affiliations.map(
                      (held) =>
                        affiliationWord(seen.locale, held.affiliation) + (held.orgUnit ? `, ${held.orgUnit}` : ''),
                    ),
                    ...one.records.map((record) => record.sourceKey),
                  ].join(' · '),
                  href: `${staff}/${one.personId}/roles`,
                })),
              }),
            })
      }`,
  };
}

export function chooseRoleView(seen: Seen, personId: string, name: string) {
  const say = staffWords(seen.locale);
  const staff = `${consolePath(seen.university)}/staff`;
  const details: Readonly<Record<StaffRole, string>> = {
    librarian: say.librarianText,
    'facility-manager': say.facilityManagerText,
    registrar: say.registrarText,
    administrator: say.administratorText,
  };
  return {
    title: say.choose(name),
    body: html`
      ${PageHeader({ title: say.choose(name), lead: say.chooseLead, back: { href: staff, label: say.back } })}
      ${Card({
        children: ChoiceList({
          label: say.choose(name),
          choices: staffRoles.map((role) => ({
            title: capital(roleWord(seen.locale, role)),
            detail: details[role],
            href: `${staff}/${personId}/${role}/give`,
          })),
        }),
      })}`,
  };
}

export function confirmRoleView(seen: Seen, personId: string, role: StaffRole, name: string) {
  const say = staffWords(seen.locale);
  const common = consoleWords(seen.locale);
  const staff = `${consolePath(seen.university)}/staff`;
  const dangerous = isDangerous(role);
  return confirmView(seen, {
    title: say.confirmTitle(roleWord(seen.locale, role), name),
    back: { href: `${staff}/${personId}/roles`, label: say.back },
    texts: dangerous ? [say.confirmAskText, common.fourEyes] : [say.confirmGiveText],
    steppedUp: dangerous,
    action: `${staff}/${personId}/${role}/give`,
    button: dangerous ? say.confirmAsk : say.confirmGive,
  });
}

export function refusedView(seen: Seen, title: string, text: string) {
  const say = staffWords(seen.locale);
  return {
    title,
    status: 409,
    body: html`${PageHeader({ title: say.staff, back: { href: `${consolePath(seen.university)}/staff`, label: say.back } })}
      ${Stack({ children: Alert({ tone: 'warn', title, text }) })}`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
