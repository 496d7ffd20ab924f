import {
  Alert,
  Button,
  Card,
  type Children,
  DescriptionList,
  EmptyState,
  Form,
  formatDateTime,
  type Html,
  html,
  type Locale,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import { groupsOf } from '../../../rules/claim-groups.ts';
import type { UsedService } from '../../../use-cases/list-services.ts';
import { basisInWords, claimWords } from '../../claim-words.ts';
import { servicesWords } from './services-words.ts';

const timeZone = 'Asia/Tomsk';

export type ServicesView = {
  readonly locale: Locale;
  readonly services: readonly UsedService[];
  /** Names of universities by id. */
  readonly universities: ReadonlyMap<string, string>;
  /** The service that was just shut out. */
  readonly withdrawnFrom: string | undefined;
};

/** Each service with what it has of somebody, and a way to end it where that was his to allow. */
export function servicesView(view: ServicesView): Html {
  const say = servicesWords(view.locale);
  return html`
    ${PageHeader({ title: say.title, lead: say.lead })}
    ${view.withdrawnFrom === undefined ? null : Alert({ tone: 'ok', title: say.withdrawn(view.withdrawnFrom), text: say.withdrawnText })}
    ${
      view.services.length === 0
        ? EmptyState({ title: say.none, text: say.noneText })
        : Stack({ children: view.services.map((one) => service(view, one)) })
    }`;
}

function service(view: ServicesView, used: UsedService): Html {
  const { locale } = view;
  const say = servicesWords(locale);
  const { client, consent, told } = used;
  const words = claimWords(locale);
  const inWords = (claims: readonly string[]) =>
    groupsOf(claims)
      .map((group) => words[group])
      .join(', ');
  const items: { term: string; description: Children }[] = [
    { term: say.since, description: formatDateTime(locale, used.since, timeZone) },
    { term: say.received, description: told ? inWords(told.attributes) : say.nothing },
  ];
  if (told) {
    items.push(
      { term: say.last, description: formatDateTime(locale, told.lastAt, timeZone) },
      { term: say.basis, description: told.bases.map((basis) => basisInWords(words, basis)).join(', ') },
    );
  }
  if (consent) items.push({ term: say.agreed, description: formatDateTime(locale, consent.givenAt, timeZone) });
  if (consent && consent.declined.length > 0)
    items.push({ term: say.declined, description: inWords(consent.declined) });
  const name = locale === 'ru' ? client.nameRu : client.name;
  return Card({
    title: name,
    detail: `${ownerInWords(view, used)}. ${client.subjectType === 'public' ? say.subjectCommon : say.subjectOwn}.`,
    children: html`
      ${DescriptionList({ items })}
      ${consent ? html`<p>${say.withdrawHint}</p>` : null}`,
    actions: consent
      ? Form({
          action: `/account/services/${client.id}/withdraw`,
          label: `${say.withdraw}: ${name}`,
          inline: true,
          children: Button({ label: say.withdraw, tone: 'secondary' }),
        })
      : undefined,
  });
}

function ownerInWords({ locale, universities }: ServicesView, { client }: UsedService): string {
  const say = servicesWords(locale);
  const university = client.universityId === null ? undefined : universities.get(client.universityId);
  if (university) return say.owner(university);
  return client.firstParty ? say.ofConsortium : say.ofNobody;
}
