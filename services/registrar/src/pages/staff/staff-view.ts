import {
  Alert,
  Button,
  Card,
  EmptyState,
  Field,
  Form,
  formatDate,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { Staff } from '../../use-cases/list-staff.ts';
import { actorName } from '../console/actor-name.ts';
import { consolePath } from '../console/console-frame.ts';
import { roleWord } from '../console/role-word.ts';
import type { Seen } from '../console/seen.ts';
import { StaffDone, type StaffNotice } from './staff-notice.ts';
import { staffWords } from './staff-words.ts';

interface StaffPage {
  readonly seen: Seen;
  readonly staff: Staff;
  readonly done: StaffNotice | undefined;
}

export function staffView(shown: StaffPage) {
  const say = staffWords(shown.seen.locale);
  return {
    title: say.staff,
    body: html`
      ${PageHeader({ title: say.staff, lead: say.lead })}
      ${Stack({ children: [StaffDone(shown.seen, shown.done), Waiting(shown), Holders(shown), Give(shown), Alone(shown)] })}`,
  };
}

function Waiting({ seen, staff }: StaffPage): Html | null {
  const { locale, university } = seen;
  const say = staffWords(locale);
  if (staff.requests.length === 0) return null;
  const date = (at: Date) => formatDate(locale, at, university.timeZone);
  return Card({
    title: say.waiting,
    detail: say.waitingDetail,
    children: html`<ul class="cases">${staff.requests.map(
      (one) => html`<li class="case">
        <div class="case-words"><p class="case-title">${actorName(seen, staff.names, `person:${one.personId}`)} — ${roleWord(locale, one.role)}</p>
          <p class="soft">${say.asked(actorName(seen, staff.names, one.askedBy), date(one.askedAt))} · ${say.expires(date(one.expiresAt))}</p></div>
        ${
          one.askedBy === seen.by
            ? html`${StatusBadge({ tone: 'info', label: say.ownRequest })}${Form({
                action: `${consolePath(university)}/staff/requests/${one.id}/refuse`,
                children: Button({ label: say.withdraw, tone: 'quiet' }),
              })}`
            : LinkButton({
                label: say.decide,
                tone: 'primary',
                href: `${consolePath(university)}/staff/requests/${one.id}`,
              })
        }
      </li>`,
    )}</ul>`,
  });
}

function Holders({ seen, staff }: StaffPage): Html {
  const { locale, university } = seen;
  const say = staffWords(locale);
  if (staff.holders.length === 0)
    return Card({ title: say.holders, children: EmptyState({ title: say.noHolders, text: say.noHoldersText }) });
  return Card({
    title: say.holders,
    flush: true,
    children: Table({
      caption: say.holders,
      captionHidden: true,
      columns: [
        { key: 'person', label: say.person, heading: true },
        { key: 'role', label: say.role },
        { key: 'since', label: say.since },
        { key: 'given', label: say.given },
        { key: 'action', label: say.action, align: 'end' },
      ],
      rows: staff.holders.map((one) => ({
        person: html`${actorName(seen, staff.names, `person:${one.personId}`)}${
          one.isLive ? null : html`<div>${StatusBadge({ tone: 'warn', label: say.dead })}</div>`
        }`,
        role: roleWord(locale, one.role),
        since: formatDate(locale, one.grantedAt, university.timeZone),
        given: one.grantedBy.startsWith('client:') ? say.byOperator : actorName(seen, staff.names, one.grantedBy),
        action: html`<a href=${`${consolePath(university)}/staff/${one.personId}/${one.role}/revoke`}
          aria-label=${say.revokeTitle(roleWord(locale, one.role), actorName(seen, staff.names, `person:${one.personId}`))}>${say.revoke}</a>`,
      })),
    }),
  });
}

function Give({ seen }: StaffPage): Html {
  const say = staffWords(seen.locale);
  return Card({
    title: say.give,
    detail: say.giveText,
    children: Form({
      action: `${consolePath(seen.university)}/staff/give`,
      method: 'get',
      inline: true,
      label: say.give,
      children: html`${Field({ label: say.query, name: 'q', type: 'search', autocomplete: 'off', maxlength: 200 })}
        ${Button({ label: say.search, tone: 'secondary' })}`,
    }),
  });
}

/** Who is alone should hear it before he asks for what nobody can agree to. */
function Alone({ seen: { locale }, staff }: StaffPage): Html | null {
  const say = staffWords(locale);
  const administrators = new Set(
    staff.holders.filter((one) => one.role === 'administrator' && one.isLive).map((one) => one.personId),
  );
  return administrators.size > 1 ? null : Alert({ tone: 'warn', title: say.alone, text: say.aloneText });
}
