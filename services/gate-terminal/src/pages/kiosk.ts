import { anybody, type PageView, page } from '@onecampus/http';
import { Form, html, islands, KioskPrompt, KioskVerdict, LinkButton, type Locale, ScanField } from '@onecampus/pages';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Verdict } from '../rules/verdict.ts';
import { readCard } from '../use-cases/read-card.ts';
import type { WebApp } from '../web-app.ts';
import { words } from './words.ts';

const returnToIdle = '/assets/return-to-idle.js';

/** The gate's screen: at rest, and for some seconds after each card. */
export function kioskPages(app: WebApp, context: Context): void {
  page(app, {
    method: 'get',
    path: '/',
    visitor: anybody,
    handle: async ({ locale }) => ({ ...idle(context, locale), scripts: [islands.scanField, returnToIdle] }),
  });
  page(app, {
    method: 'post',
    path: '/',
    visitor: anybody,
    form: z.object({ scanned: z.string().max(1_024).default('') }),
    handle: async ({ form, locale }) => {
      const { verdict } = await readCard(context, form.scanned);
      return { ...shown(verdict, locale), scripts: [islands.scanField, returnToIdle] };
    },
  });
}

function idle(context: Context, locale: Locale): PageView {
  const text = words(locale);
  const place = context.config.title || context.state.registration()?.zone?.title[locale];
  const away = context.state.reachable() === false;
  const prompt = away
    ? KioskVerdict({ tone: 'warn', title: text.notChecked, reason: text.away })
    : KioskPrompt({ title: context.direction === 'exit' ? text.exitReady : text.ready, text: text.readyText });
  return {
    title: text.ready,
    screen: 'kiosk',
    ...(away ? { stateTone: 'warn' as const } : {}),
    body: html`${place === undefined ? null : html`<p class="verdict-name">${place}</p>`}${prompt}${Reader({ locale, hint: true })}${
      away ? WayBack({ label: text.tryAgain }) : null
    }`,
  };
}

function shown(verdict: Verdict, locale: Locale): PageView {
  const text = words(locale);
  const tone = verdict.decision ? 'ok' : verdict.decidedBy === 'terminal' ? 'warn' : 'refused';
  const title = verdict.decision ? text.welcome : titleOfRefusal(verdict, locale);
  return {
    title,
    screen: 'kiosk',
    stateTone: tone,
    body: html`${KioskVerdict({
      tone,
      title,
      reason: verdict.decision ? undefined : verdict.forPerson[locale],
      detail: verdict.decision ? undefined : text.guard(verdict.forGuard[locale]),
    })}${Reader({ locale, hint: false })}${WayBack({ label: text.again })}`,
  };
}

function titleOfRefusal({ reasonCode }: Verdict, locale: Locale): string {
  const text = words(locale);
  if (reasonCode === 'undecidable') return text.notChecked;
  return reasonCode === 'unreadable' ? text.notRead : text.refused;
}

/** Also under a verdict: the next person does not wait until the last one's answer has gone. */
function Reader({ locale, hint }: { locale: Locale; hint: boolean }) {
  const text = words(locale);
  return Form({
    action: '/',
    children: ScanField({
      label: text.field,
      name: 'scanned',
      hint: hint ? text.hint : undefined,
      submit: text.send,
      inputmode: 'numeric',
      maxlength: 64,
    }),
  });
}

/** Leads to the screen at rest; the script follows it by itself after some seconds. */
function WayBack({ label }: { label: string }) {
  return html`<p data-return-to-idle>${LinkButton({ href: '/', label, tone: 'primary' })}</p>`;
}
