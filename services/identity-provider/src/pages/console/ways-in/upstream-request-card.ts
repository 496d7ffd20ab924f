import { Actions, Button, Card, Code, Form, formatDateTime, html, type Locale, Table } from '@onecampus/pages';
import type { UpstreamRequest } from '../../../use-cases/consortium-requests.ts';
import { requestWords } from './request-words.ts';
import { settingNames } from './setting-names.ts';
import { waysInWords } from './ways-in-words.ts';

/** What one administrator asks for about the university's provider, in words, and what the one who looks at it may do. */
export function upstreamRequestCard(view: {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly request: UpstreamRequest;
  /** Whether the one who looks at it asked for it himself. */
  readonly own: boolean;
  readonly action: string;
  /** Whose people it is about, where that is not plain from the page. */
  readonly universityName?: string | undefined;
}) {
  const { locale, request, own } = view;
  const say = requestWords(locale);
  const stands = request.differences !== undefined;
  return Card({
    title: view.universityName
      ? `${say[request.kind as 'change-upstream']}: ${view.universityName}`
      : say[request.kind as 'change-upstream'],
    detail: say.askedBy(request.askedByName, formatDateTime(locale, request.askedAt, view.timeZone)),
    children: html`
      <p>${say.because}: ${request.reason}</p>
      ${differences(view)}
      <p>${stands ? say.whatItMeans : say.standsNoMore}</p>
      ${Form({
        action: view.action,
        children: Actions({
          children: [
            own || !stands
              ? null
              : Button({ label: say.agreeToChange, name: 'outcome', value: 'agreed', tone: 'danger' }),
            Button({
              label: own ? say.takeBack : waysInWords(locale).refuse,
              name: 'outcome',
              value: 'refused',
              tone: 'secondary',
            }),
          ],
        }),
      })}
      ${own ? html`<p>${say.anotherAgrees}</p>` : null}`,
  });
}

/** Setting by setting: as it is now, and as it would be. */
function differences({ locale, request }: Parameters<typeof upstreamRequestCard>[0]) {
  const say = requestWords(locale);
  if (request.differences === undefined) return null;
  return html`
    <p>${request.liveIssuer === undefined ? say.nowHere : say.nowThere(request.liveIssuer)}</p>
    ${
      request.differences.length === 0
        ? html`<p>${say.noDifferences}</p>`
        : Table({
            // Two of them on one page are told apart by what they are about.
            caption: `${say.differences}: ${say[request.kind as 'change-upstream']}, ${request.details['issuer'] ?? ''}`,
            captionHidden: true,
            columns: [
              { key: 'field', label: say.setting, heading: true },
              ...(request.liveIssuer === undefined ? [] : [{ key: 'before', label: say.before }]),
              { key: 'after', label: say.after },
            ],
            rows: request.differences.map(({ field, before, after }) => ({
              field: settingNames(locale)[field],
              before: shownValue(locale, field, before),
              after: shownValue(locale, field, after),
            })),
          })
    }`;
}

function shownValue(locale: Locale, field: string, value: string | undefined) {
  const say = requestWords(locale);
  if (value === undefined) return '—';
  if (field === 'trustsAcr') return value === 'yes' ? say.yes : say.no;
  if (field === 'scheme') return waysInWords(locale)[value as 'eppn'];
  return Code({ value });
}
