import {
  Alert,
  Card,
  EmptyState,
  formatDate,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
  Table,
} from '@onecampus/pages';
import type { listErasuresWithNames } from '../../use-cases/list-erasures-with-names.ts';
import { actorName } from '../console/actor-name.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { erasureWords } from './erasure-words.ts';

export const erasureNotices = ['asked', 'erased', 'withdrawn', 'decided', 'second', 'asked-already'] as const;
type Known = Awaited<ReturnType<typeof listErasuresWithNames>>;

interface ErasuresPage extends Known {
  readonly seen: Seen;
  readonly notice: (typeof erasureNotices)[number] | undefined;
}

export function erasuresView(shown: ErasuresPage) {
  const say = erasureWords(shown.seen.locale);
  return {
    title: say.erasures,
    body: html`
      ${PageHeader({ title: say.erasures, lead: say.lead })}
      ${Stack({ children: [Notice(shown), Waiting(shown), Decided(shown)] })}`,
  };
}

function Notice({ seen, notice }: ErasuresPage): Html | null {
  const say = erasureWords(seen.locale);
  const notices: Readonly<Record<(typeof erasureNotices)[number], Parameters<typeof Alert>[0]>> = {
    asked: { tone: 'ok', title: say.doneAsked, text: say.doneAskedText },
    erased: { tone: 'ok', title: say.doneErased, text: say.doneErasedText },
    withdrawn: { tone: 'ok', title: say.doneWithdrawn },
    decided: { tone: 'warn', title: say.doneDecided },
    second: { tone: 'warn', title: say.doneSecond, text: say.doneSecondText },
    'asked-already': { tone: 'info', title: say.askedAlready, text: say.askedAlreadyText },
  };
  return notice === undefined ? null : Alert(notices[notice]);
}

function Waiting({ seen, erasures, names }: ErasuresPage): Html {
  const { locale, university } = seen;
  const say = erasureWords(locale);
  const open = erasures.filter((one) => one.state === 'asked');
  if (open.length === 0) return EmptyState({ title: say.none, text: say.noneText });
  return Card({
    title: say.waiting,
    children: html`<ul class="cases">${open.map(
      (
        one,
      ) => html`<li class="case"><div class="case-words"><p class="case-title">${actorName(seen, names, `person:${one.personId}`)}</p>
        <p class="soft">${say.decideText(
          actorName(seen, names, one.askedBy),
          say[one.basis],
          formatDate(locale, one.askedAt, university.timeZone),
        )}</p></div>
        ${LinkButton({ label: say.open, href: `${consolePath(university)}/erasures/${one.id}` })}</li>`,
    )}</ul>`,
  });
}

function Decided({ seen, erasures, names }: ErasuresPage): Html | null {
  const { locale, university } = seen;
  const say = erasureWords(locale);
  const closed = erasures.filter((one) => one.state !== 'asked');
  if (closed.length === 0) return null;
  return Card({
    title: say.done,
    flush: true,
    children: Table({
      caption: say.done,
      captionHidden: true,
      columns: [
        { key: 'state', label: say.state, heading: true },
        { key: 'person', label: say.person },
        { key: 'basis', label: say.basis },
        { key: 'act', label: say.act },
      ],
      rows: closed.map((one) => ({
        state: `${one.state === 'done' ? say.erased : say.withdrawn}, ${formatDate(locale, one.decidedAt!, university.timeZone)}`,
        person: one.state === 'done' ? say.gone : actorName(seen, names, `person:${one.personId}`),
        basis: say[one.basis],
        act:
          one.state === 'done'
            ? html`<a href=${`${consolePath(university)}/erasures/${one.id}/act.txt`}>${say.act}</a>`
            : '—',
      })),
    }),
  });
}
