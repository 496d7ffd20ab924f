import { Card, formatDateTime, type Html, html, PageHeader, Pagination, Stack, Table } from '@onecampus/pages';
import type { listDisclosures } from '../../use-cases/list-disclosures.ts';
import type { Look } from '../../use-cases/list-looks.ts';
import { type Me, universityOf } from './my-page.ts';
import { attributeWords, lookerWords, partyWords } from './party-words.ts';
import { receivedWords } from './received-words.ts';

type Disclosure = Awaited<ReturnType<typeof listDisclosures>>[number];

interface Received {
  /** Where each of the lists begins. */
  readonly at: { readonly before?: string | undefined; readonly looks?: string | undefined };
  readonly disclosures: readonly Disclosure[];
  readonly looks: readonly Look[];
  readonly older: { readonly disclosures: boolean; readonly looks: boolean };
}

export function receivedView(me: Me, received: Received) {
  const say = receivedWords(me.locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({ children: [Disclosures(me, received), Looks(me, received)] })}`,
  };
}

function Disclosures(me: Me, { disclosures, at, older }: Received): Html {
  const say = receivedWords(me.locale);
  const last = disclosures.at(-1);
  return html`${Card({
    title: say.received,
    detail: say.receivedDetail,
    flush: true,
    children: Table({
      caption: say.received,
      captionHidden: true,
      empty: say.nobody,
      columns: [
        { key: 'whom', label: say.whom, heading: true },
        { key: 'when', label: say.when },
        { key: 'from', label: say.from },
        { key: 'what', label: say.what },
        { key: 'why', label: say.why },
      ],
      rows: disclosures.map((one) => ({
        whom: partyWords(me, one.to),
        when: when(me, one.at, one.fromUniversityId),
        from: one.fromUniversityId ? universityOf(me, one.fromUniversityId).shortName[me.locale] : say.consortium,
        what: attributeWords(me.locale, one.attributes),
        why: Why(me, one),
      })),
    }),
  })}${Pages(me, say.pagesReceived, at.before, older.disclosures && last ? link({ ...at, before: last.id }) : undefined, link({ ...at, before: undefined }))}`;
}

function Looks(me: Me, { looks, at, older }: Received): Html {
  const say = receivedWords(me.locale);
  const last = looks.at(-1);
  return html`${Card({
    title: say.looked,
    detail: say.lookedDetail,
    flush: true,
    children: Table({
      caption: say.looked,
      captionHidden: true,
      empty: say.nobodyLooked,
      columns: [
        { key: 'who', label: say.who, heading: true },
        { key: 'when', label: say.when },
        { key: 'what', label: say.what },
      ],
      rows: looks.map((one) => ({
        who: lookerWords(me, one),
        when: when(me, one.at, one.universityId),
        what: one.fields.length === 0 ? say.viewed : attributeWords(me.locale, one.fields),
      })),
    }),
  })}${Pages(me, say.pagesLooked, at.looks, older.looks && last ? link({ ...at, looks: last.id }) : undefined, link({ ...at, looks: undefined }))}`;
}

function Why(me: Me, { basis, purpose }: Disclosure): Html {
  const say = receivedWords(me.locale);
  const purposes = {
    'sign-in': say.purposeSignIn,
    provisioning: say.purposeProvisioning,
    lookup: say.purposeLookup,
    matching: say.purposeMatching,
    export: say.purposeExport,
  };
  const bases = {
    consent: say.consent,
    contract: say.contract,
    law: say.law,
    vital: say.vital,
    'public-task': say.publicTask,
    'legitimate-interest': say.legitimate,
  };
  return html`${purposes[purpose]}<div class="soft">${bases[basis]}</div>`;
}

function Pages(me: Me, label: string, at: string | undefined, older: string | undefined, newest: string): Html | null {
  const say = receivedWords(me.locale);
  if (at === undefined && older === undefined) return null;
  return Pagination({
    label,
    previous: at === undefined ? undefined : { href: newest, label: say.newest },
    next: older === undefined ? undefined : { href: older, label: say.older },
  });
}

function when(me: Me, at: Date, universityId: string | null): string {
  const zone = me.universities.find(({ id }) => id === universityId)?.timeZone ?? me.universities[0]!.timeZone;
  return formatDateTime(me.locale, at, zone);
}

function link(at: Received['at']): string {
  const query = new URLSearchParams(
    Object.entries(at).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]])),
  ).toString();
  return query === '' ? '/my/received' : `/my/received?${query}`;
}
