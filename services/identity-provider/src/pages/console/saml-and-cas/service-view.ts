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
  type Locale,
  PageHeader,
  Stack,
  Table,
  TextAreaField,
} from '@onecampus/pages';
import { releaseOfCategories, releaseOfScope } from '../../../rules/front-release.ts';
import type { FrontService } from '../../../use-cases/find-front-service.ts';
import type { FrontRefusal } from '../../../use-cases/list-front-refusals.ts';
import { StateBadge } from '../clients/state-badge.ts';
import type { Seen } from '../place.ts';
import { sectionPath } from './services.ts';
import { samlAndCasWords } from './words.ts';

export type ServiceShown = {
  readonly seen: Seen;
  readonly service: FrontService;
  readonly settings: Html;
  readonly refusals: readonly FrontRefusal[];
  readonly done?: 'connected' | 'replaced' | undefined;
  readonly stale?: boolean;
  /** Metadata that were refused, and why. */
  readonly refused?: { readonly metadata: string; readonly text: string };
};

/** One service: what it is, what it is told, and what can be done with it. */
export function serviceView(shown: ServiceShown) {
  const { seen, service, settings, done, refused } = shown;
  const { locale } = seen;
  const { client } = service;
  const say = samlAndCasWords(locale);
  const title = nameOf(service, locale);
  const path = `${sectionPath(seen)}/${client.id}`;
  const live = client.state === 'live';
  return {
    title,
    ...(refused ? { status: 422 } : {}),
    body: html`
      ${PageHeader({ title, back: { href: sectionPath(seen), label: say.back } })}
      ${Stack({
        children: [
          done === 'connected' ? Alert({ tone: 'ok', title: say.connected, text: say.connectedText }) : null,
          done === 'replaced' ? Alert({ tone: 'ok', title: say.replaced }) : null,
          shown.stale ? Alert({ tone: 'warn', title: say.stale }) : null,
          Card({
            title: say.facts,
            aside: StateBadge({ locale, state: client.state }),
            children: DescriptionList({ items: facts(service, locale) }),
            ...(client.state === 'withdrawn'
              ? {}
              : {
                  actions: Actions({
                    children: [
                      LinkButton({
                        label: live ? say.suspend : say.resume,
                        href: `${path}/state/${live ? 'suspended' : 'live'}`,
                      }),
                      LinkButton({ label: say.withdraw, href: `${path}/state/withdrawn`, tone: 'quiet' }),
                    ],
                  }),
                }),
          }),
          refusalsCard(shown),
          settings,
          service.protocol === 'saml' && client.state !== 'withdrawn' ? newMetadata(shown, path) : null,
        ],
      })}`,
  };
}

export function nameOf({ client }: FrontService, locale: Locale): string {
  return locale === 'ru' ? client.nameRu : client.name;
}

/** Why sign-ins failed lately, as the service's own administrators read it. */
function refusalsCard({ seen, refusals }: ServiceShown): Html | null {
  const { locale, university } = seen;
  const say = samlAndCasWords(locale);
  if (refusals.length === 0) return null;
  return Card({
    flush: true,
    title: say.refusals,
    detail: say.refusalsDetail,
    children: Table({
      caption: say.refusals,
      captionHidden: true,
      columns: [
        { key: 'at', label: say.when, nowrap: true, heading: true },
        { key: 'error', label: say.what },
      ],
      rows: refusals.map(({ at, error }) => ({
        at: formatDateTime(locale, at, university.timeZone),
        error: html`<span lang="en" translate="no">${error}</span>`,
      })),
    }),
  });
}

function newMetadata({ seen, refused }: ServiceShown, path: string): Html {
  const say = samlAndCasWords(seen.locale);
  return Card({
    title: say.newMetadata,
    detail: say.newMetadataLead,
    children: Form({
      action: `${path}/metadata`,
      children: html`
        ${TextAreaField({ label: say.metadata, name: 'metadata', value: refused?.metadata, rows: 6, error: refused?.text })}
        ${Actions({ children: Button({ label: say.replace, busyLabel: say.sending, tone: 'secondary' }) })}`,
    }),
  });
}

function facts(service: FrontService, locale: Locale) {
  const say = samlAndCasWords(locale);
  const release = releaseOfScope(service.client.scope);
  const learns = {
    term: say.release,
    description: release === undefined ? `${say.chosen}: ${service.client.scope}` : say[release],
  };
  if (service.protocol === 'cas') {
    const { serviceUrl, matches, userName } = service.cas;
    return [
      { term: say.serviceUrl, description: Code({ value: serviceUrl }) },
      { term: say.matches, description: matches === 'below' ? say.matchesBelow : say.matchesExact },
      { term: say.userName, description: userName === 'eppn' ? say.userEppn : say.userSubject },
      learns,
      { term: say.logout, description: say.logoutCas },
    ];
  }
  const { entityId, metadata, nameId, subjectId, libraryTerms } = service.saml;
  const soap = metadata.logoutEndpoints.some(({ binding }) => binding === 'soap');
  const logout = soap ? say.logoutSoap : metadata.logoutEndpoints.length > 0 ? say.logoutFront : say.logoutNone;
  const category = releaseOfCategories(metadata.entityCategories);
  const asks = category === undefined ? [] : [{ term: say.asks, description: say[category] }];
  const yesNo = (yes: boolean) => (yes ? say.yes : say.no);
  return [
    { term: say.theirEntity, description: Code({ value: entityId }) },
    {
      term: say.consumers,
      description: html`${metadata.assertionConsumers.map(({ location }) => html`<div>${Code({ value: location })}</div>`)}`,
    },
    { term: say.signs, description: yesNo(metadata.signsRequests) },
    { term: say.encrypts, description: yesNo(metadata.encryptionCertificates.length > 0) },
    ...asks,
    learns,
    {
      term: say.subject,
      description: { 'pairwise-id': say.subjectPairwise, 'subject-id': say.subjectPublic, none: say.subjectNone }[
        subjectId
      ],
    },
    { term: say.nameId, description: say[nameId] },
    { term: say.library, description: yesNo(libraryTerms) },
    { term: say.logout, description: logout },
  ];
}
