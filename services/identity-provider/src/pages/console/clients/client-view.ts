import {
  Actions,
  Alert,
  Button,
  Card,
  Code,
  DescriptionList,
  Form,
  formatDateTime,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import type { Preset, PresetKnown } from '../../../rules/presets/preset.ts';
import type { ShownClient } from '../../../use-cases/find-own-client.ts';
import { consolePath } from '../console-frame.ts';
import type { Seen } from '../place.ts';
import { releasesWords } from '../releases/releases-words.ts';
import { clientsWords } from './clients-words.ts';
import { GeneralSettings } from './general-settings.ts';
import { SettingsCards } from './settings-cards.ts';
import { StateBadge } from './state-badge.ts';

export interface ClientShown {
  readonly seen: Seen;
  readonly client: ShownClient;
  readonly known: (PresetKnown & { readonly preset: Preset }) | undefined;
  readonly now: Date;
  readonly issuer: string;
}

export function nameOf({ seen, client }: Pick<ClientShown, 'seen' | 'client'>): string {
  return seen.locale === 'ru' ? client.nameRu : client.name;
}

export function clientPath({
  seen,
  client,
}: {
  readonly seen: Seen;
  readonly client: { readonly id: string };
}): string {
  return `${consolePath(seen.university)}/clients/${client.id}`;
}

/** One application: its state and what is next, its registration, and the settings of its product. */
export function clientView(shown: ClientShown) {
  const { seen, client, known } = shown;
  const say = clientsWords(seen.locale);
  const name = nameOf(shown);
  const root = clientPath(shown);
  const over = client.state === 'withdrawn';
  return {
    title: name,
    body: html`
      ${PageHeader({
        title: name,
        back: { href: `${consolePath(seen.university)}/clients`, label: say.back },
        actions: [
          LinkButton({ label: say.doctor, href: `${root}/doctor` }),
          over || client.state === 'suspended' ? null : LinkButton({ label: say.test, href: `${root}/test` }),
        ],
      })}
      ${Stack({
        children: [
          ...notices(shown),
          Card({
            title: say.facts,
            aside: StateBadge({ locale: seen.locale, state: client.state }),
            children: facts(shown),
            actions: Actions({ children: over ? [history(root, say.history)] : actions(shown) }),
          }),
          known && !over ? html`<div><h2>${say.settings}</h2><p>${say.settingsLead}</p></div>` : null,
          ...(known && !over ? SettingsCards({ locale: seen.locale, preset: known.preset, known }) : []),
          known || over ? null : GeneralSettings({ locale: seen.locale, client, issuer: shown.issuer }),
        ],
      })}`,
  };
}

function notices(shown: ClientShown): Html[] {
  const { seen, client } = shown;
  const say = clientsWords(seen.locale);
  const root = clientPath(shown);
  const { olderSecretUntil: until } = client;
  const older =
    until === null || until < shown.now
      ? []
      : [
          Alert({
            tone: 'info',
            title: say.olderSecret(formatDateTime(seen.locale, until, seen.university.timeZone)),
            text: say.olderSecretText,
            children: Form({
              action: `${root}/older-secret/end`,
              hidden: { version: client.version },
              children: Button({ label: say.endOlder, tone: 'secondary' }),
            }),
          }),
        ];
  const state = {
    draft: [
      Alert({
        tone: 'info',
        title: say.testNeeded,
        text: say.testNeededText,
        children: Actions({ children: LinkButton({ label: say.toTest, href: `${root}/test`, tone: 'primary' }) }),
      }),
    ],
    live: [],
    suspended: [Alert({ tone: 'warn', title: say.suspendedTitle, text: say.suspendedText })],
    withdrawn: [Alert({ tone: 'warn', title: say.withdrawnTitle })],
  };
  return [...state[client.state], ...older];
}

function facts({ seen, client }: ClientShown): Html {
  const say = clientsWords(seen.locale);
  const codes = (values: readonly string[]) => html`${values.map((value) => html`<div>${Code({ value })}</div>`)}`;
  const only = (term: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ term, description: codes(values) }];
  return DescriptionList({
    items: [
      { term: say.clientId, description: Code({ value: client.id }) },
      ...only(say.redirectUris, client.redirectUris),
      ...only(say.postLogout, client.postLogoutRedirectUris),
      ...only(say.backchannel, client.backchannelLogoutUri === null ? [] : [client.backchannelLogoutUri]),
      ...only(say.scope, [client.scope]),
      ...only(say.method, [client.tokenEndpointAuthMethod]),
      { term: say.pkce, description: client.requirePkce ? say.pkceYes : say.pkceNo },
      ...only(say.alg, [client.signedAlg]),
      { term: say.subject, description: client.subjectType === 'pairwise' ? say.pairwise : say.public },
    ],
  });
}

function actions(shown: ClientShown) {
  const { seen, client } = shown;
  const say = clientsWords(seen.locale);
  const root = clientPath(shown);
  const link = (label: string, path: string, tone: 'secondary' | 'quiet' | 'danger' = 'secondary') =>
    LinkButton({ label, href: `${root}/${path}`, tone });
  return [
    link(say.edit, 'edit'),
    link(releasesWords(seen.locale).link, 'releases'),
    client.hasSecret ? link(say.newSecret, 'secret') : null,
    client.state === 'live' ? link(say.suspend, 'state/suspended') : null,
    client.state === 'suspended' ? link(say.reopen, 'state/live') : null,
    client.state === 'draft' ? link(say.open, 'state/live') : null,
    history(root, say.history),
    link(say.withdraw, 'state/withdrawn', 'quiet'),
  ];
}

function history(root: string, label: string): Html {
  return LinkButton({ label, href: `${root}/history`, tone: 'quiet' });
}
