import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  formatDate,
  formatDateTime,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { passwordChangedAt } from '../../../use-cases/change-password.ts';
import { ownSecondFactors } from '../../../use-cases/second-factors.ts';
import { listOwnPasskeys } from '../../../use-cases/tend-passkeys.ts';
import { accountPage } from '../account-page.ts';
import { securityWords } from './security-words.ts';

export const securityPath = '/account/security';
const zone = 'Asia/Tomsk';

const outcomes = [
  'passwordChanged',
  'passkeyAdded',
  'passkeySaved',
  'passkeyRemoved',
  'totpAdded',
  'totpRemoved',
] as const;
export type Outcome = (typeof outcomes)[number];

type Passkeys = Awaited<ReturnType<typeof listOwnPasskeys>>;
type Factors = Awaited<ReturnType<typeof ownSecondFactors>>;

/** `/account/security`: everything that somebody proves himself with, on one page. */
export function securityOverviewPage(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path: securityPath,
    section: 'security',
    query: z.object({ done: z.enum(outcomes).optional() }),
    handle: async ({ visitor, locale, query }) => {
      const say = securityWords(locale);
      const [changedAt, factors, passkeys] = await Promise.all([
        passwordChangedAt(context, visitor.accountPersonId),
        ownSecondFactors(context, visitor.accountPersonId),
        listOwnPasskeys(context, visitor.accountPersonId),
      ]);
      const hasFactor = factors.totp || factors.passkeys > 0;
      return {
        title: say.title,
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead })}
          ${query.done ? Alert({ tone: 'ok', title: say.done, text: say[query.done] }) : null}
          ${hasFactor && factors.recoveryCodes === 0 ? Alert({ tone: 'warn', title: say.noCodesTitle, text: say.noCodesText }) : null}
          ${Stack({
            children: html`${passkeysCard(locale, passkeys)}${totpCard(locale, factors)}${codesCard(locale, factors, hasFactor)}${passwordCard(locale, changedAt)}`,
          })}`,
      };
    },
  });
}

function passkeysCard(locale: Locale, passkeys: Passkeys) {
  const say = securityWords(locale);
  return Card({
    title: say.passkeys,
    detail: say.passkeysLead,
    actions: LinkButton({
      label: say.addPasskey,
      href: `${securityPath}/passkeys/new`,
      tone: passkeys.length === 0 ? 'primary' : 'secondary',
    }),
    flush: true,
    children: Table({
      caption: say.passkeys,
      captionHidden: true,
      columns: [
        { key: 'name', label: say.passkeyName, heading: true },
        { key: 'kept', label: say.kept },
        { key: 'created', label: say.created, nowrap: true },
        { key: 'used', label: say.lastUsed, nowrap: true },
        { key: 'manage', label: say.actions },
      ],
      empty: say.noPasskeys,
      rows: passkeys.map((one) => ({
        name: one.name,
        kept: one.backedUp ? say.synced : say.oneDevice,
        created: formatDate(locale, one.createdAt, zone),
        used: one.lastUsedAt ? formatDateTime(locale, one.lastUsedAt, zone) : say.never,
        manage: html`<a href=${`${securityPath}/passkeys/${one.id}`} aria-label=${`${say.manage}: ${one.name}`}>${say.manage}</a>`,
      })),
    }),
  });
}

function totpCard(locale: Locale, { totp }: Factors) {
  const say = securityWords(locale);
  return Card({
    title: say.totp,
    aside: StatusBadge({ tone: totp ? 'ok' : 'neutral', label: totp ? say.on : say.off }),
    actions: Form({
      action: `${securityPath}/totp/${totp ? 'remove' : 'begin'}`,
      children: Actions({ children: Button({ label: totp ? say.totpRemove : say.totpAdd, tone: 'secondary' }) }),
    }),
    children: html`<p>${say.totpLead}</p>`,
  });
}

function codesCard(locale: Locale, { recoveryCodes }: Factors, hasFactor: boolean) {
  const say = securityWords(locale);
  const made = recoveryCodes > 0;
  return Card({
    title: say.codes,
    aside: StatusBadge({
      tone: recoveryCodes > 3 ? 'ok' : hasFactor ? 'warn' : 'neutral',
      label: made ? say.codesLeft(recoveryCodes) : say.codesNone,
    }),
    ...(hasFactor
      ? {
          actions: Form({
            action: `${securityPath}/recovery-codes`,
            children: Actions({
              children: Button({
                label: made ? say.codesMakeAgain : say.codesMake,
                tone: made ? 'secondary' : 'primary',
              }),
            }),
          }),
        }
      : {}),
    children: html`<p>${say.codesLead}</p>${hasFactor ? null : html`<p>${say.codesOnlyWithFactor}</p>`}`,
  });
}

function passwordCard(locale: Locale, changedAt: Date | undefined) {
  const say = securityWords(locale);
  return Card({
    title: say.password,
    ...(changedAt ? { actions: LinkButton({ label: say.changePassword, href: `${securityPath}/password` }) } : {}),
    children: html`<p>${changedAt ? say.passwordSince(formatDate(locale, changedAt, zone)) : say.noPassword}</p>`,
  });
}
