import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  Field,
  Form,
  formatDate,
  type Html,
  html,
  LinkButton,
  PageHeader,
  StatusBadge,
} from '@onecampus/pages';
import { rollAffiliations } from '../../rules/roll-field.ts';
import type { ShownSettings } from '../../use-cases/show-university-settings.ts';
import { actorName } from '../console/actor-name.ts';
import { affiliationPlural } from '../console/affiliation-words.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { settingsWords } from './settings-words.ts';

export const settingsNotices = [
  'grace',
  'registration',
  'announced',
  'agreed',
  'withdrawn',
  'second',
  'nothing',
] as const;

interface SettingsPage {
  readonly seen: Seen;
  readonly settings: ShownSettings;
  readonly notice: (typeof settingsNotices)[number] | undefined;
  /** What came back, by affiliation. */
  readonly typed?: Readonly<Record<string, string | undefined>>;
  readonly wrong?: readonly string[];
}

export function settingsView(shown: SettingsPage) {
  const say = settingsWords(shown.seen.locale);
  return {
    title: say.settings,
    body: html`
      ${PageHeader({ title: say.settings, lead: say.lead })}
      ${Notice(shown)}
      ${Columns({ main: Grace(shown), side: [Registration(shown), Leaving(shown)] })}`,
  };
}

function Notice({ seen, notice }: SettingsPage): Html | null {
  const say = settingsWords(seen.locale);
  const notices: Readonly<Record<(typeof settingsNotices)[number], Parameters<typeof Alert>[0]>> = {
    grace: { tone: 'ok', title: say.doneGrace },
    registration: { tone: 'ok', title: say.doneRegistration },
    announced: { tone: 'ok', title: say.doneAnnounced, text: say.doneAnnouncedText },
    agreed: { tone: 'ok', title: say.doneAgreed },
    withdrawn: { tone: 'ok', title: say.doneWithdrawn },
    second: { tone: 'warn', title: say.doneSecond, text: say.own },
    nothing: { tone: 'info', title: say.doneNothing },
  };
  return notice === undefined ? null : Alert(notices[notice]);
}

function Grace({ seen, settings, typed, wrong = [] }: SettingsPage): Html {
  const { locale, university } = seen;
  const say = settingsWords(locale);
  return Card({
    title: say.grace,
    detail: say.graceText,
    children: Form({
      action: `${consolePath(university)}/settings/grace`,
      children: html`
        <p class="soft">${say.graceNone}</p>
        <div class="field-grid">${rollAffiliations.map((name) => {
          const set = settings.grace[name];
          const days = set === undefined ? '' : /^P(\d+)D$/.exec(set)?.[1];
          return Field({
            label: say.graceField(affiliationPlural(locale, name)),
            name,
            value: typed?.[name] ?? days ?? '',
            hint: days === undefined && set !== undefined ? say.graceOther(set) : undefined,
            error: wrong.includes(name) ? say.graceWrong : undefined,
            inputmode: 'numeric',
            autocomplete: 'off',
            maxlength: 3,
            width: 'short',
          });
        })}</div>
        ${Actions({ children: Button({ label: say.save }) })}`,
    }),
  });
}

function Registration({ seen, settings }: SettingsPage): Html {
  const say = settingsWords(seen.locale);
  return Card({
    title: say.registration,
    detail: say.registrationText,
    children: Form({
      action: `${consolePath(seen.university)}/settings/registration`,
      children: html`
        ${Field({
          label: say.registrationField,
          name: 'number',
          value: settings.operatorRegistration ?? '',
          hint: say.registrationHint,
          autocomplete: 'off',
          maxlength: 100,
          width: 'medium',
        })}
        ${Actions({ children: Button({ label: say.save, tone: 'secondary' }) })}`,
    }),
  });
}

function Leaving({ seen, settings: { departure, names } }: SettingsPage): Html {
  const { locale, university } = seen;
  const say = settingsWords(locale);
  const path = `${consolePath(university)}/settings/leaving`;
  const date = (at: Date) => formatDate(locale, at, university.timeZone);
  if (!departure) {
    return Card({
      title: say.leaving,
      children: html`<p class="soft">${say.leavingText}</p>${Actions({ children: LinkButton({ label: say.announce, href: path }) })}`,
    });
  }
  const state = departure.finishedAt
    ? StatusBadge({ tone: 'neutral', label: say.finished })
    : departure.begunAt
      ? StatusBadge({ tone: 'error', label: say.begun })
      : departure.agreedAt
        ? StatusBadge({ tone: 'warn', label: say.agreed })
        : StatusBadge({ tone: 'warn', label: say.waits });
  return Card({
    title: say.leaving,
    aside: state,
    children: html`
      <p>${say.leavesAt(date(departure.leavesAt))}</p>
      <p class="soft">${say.announced(actorName(seen, names, departure.announcedBy), date(departure.announcedAt))}</p>
      ${departure.begunAt ? null : Actions({ children: LinkButton({ label: say.decide, href: `${path}/decision` }) })}`,
  });
}
