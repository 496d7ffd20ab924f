import {
  Actions,
  Alert,
  Card,
  EmptyState,
  formatDate,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import { doorTime } from '../../rules/door-time.ts';
import type { MyData } from '../../use-cases/show-my-data.ts';
import { type Me, universityOf } from './my-page.ts';
import type { RecordsNotice } from './records-notice.ts';
import { recordsWords } from './records-words.ts';

export function recordsView(me: Me, mine: MyData, done: RecordsNotice | undefined) {
  const say = recordsWords(me.locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({ children: [Notice(me, done), Joined(me, mine), Link(me), Erase(me, mine)] })}`,
  };
}

function Notice({ locale }: Me, done: RecordsNotice | undefined): Html | null {
  const say = recordsWords(locale);
  switch (done) {
    case 'linked':
      return Alert({ tone: 'ok', title: say.done, text: say.doneText });
    case 'same':
      return Alert({ tone: 'info', title: say.sameTitle, text: say.sameText });
    case 'parted':
      return Alert({ tone: 'ok', title: say.split, text: say.splitText });
    case 'erasure':
      return Alert({ tone: 'ok', title: say.eraseAsked, text: say.eraseAskedText });
    case 'erasure-waits':
      return Alert({ tone: 'info', title: say.eraseWaits, text: say.eraseAskedText });
    case undefined:
      return null;
  }
}

function Joined(me: Me, mine: MyData): Html {
  const say = recordsWords(me.locale);
  const how = {
    exact: say.methodExact,
    scored: say.methodScored,
    operator: say.methodOperator,
    self: say.methodSelf,
  };
  if (mine.merges.length === 0) {
    return Card({ title: say.linked, children: EmptyState({ title: say.none, text: say.noneText }) });
  }
  return Card({
    title: say.linked,
    children: mine.merges.map((merge) => {
      const date = formatDate(me.locale, merge.at, me.universities[0]!.timeZone);
      return html`<div class="matter"><p><strong>${say.joined(movedWords(me, mine, merge), date)}</strong></p>
        <p class="soft">${how[merge.method]}</p>
        ${LinkButton({ label: say.notMine, href: `/my/records/unlink/${merge.id}` })}</div>`;
    }),
  });
}

/** The records that a merge brought, as far as they are still here. */
export function movedWords(me: Me, { parts }: MyData, merge: MyData['merges'][number]): string {
  const moved = parts.flatMap((part) => part.records).filter(({ id }) => merge.movedRecords.includes(id));
  if (moved.length === 0) return recordsWords(me.locale).someRecords;
  return moved
    .map((one) => `${universityOf(me, one.universityId).shortName[me.locale]} (${one.source}, ${one.sourceKey})`)
    .join(', ');
}

function Link({ locale }: Me): Html {
  const say = recordsWords(locale);
  return Card({
    title: say.link,
    children: html`<p>${say.linkText}</p>${Actions({
      children: LinkButton({ label: say.linkButton, href: '/my/records/link', tone: 'primary' }),
    })}`,
  });
}

/** Only where nothing is in effect any more: whoever studies there could not go on without his data. */
function Erase(me: Me, { parts }: MyData): Html {
  const say = recordsWords(me.locale);
  const over = parts.filter((part) => part.affiliations.every((one) => doorTime(one, me.now).kind === 'ended'));
  return Card({
    title: say.erase,
    children: html`<p>${say.eraseText}</p>${
      over.length === 0
        ? html`<p class="soft">${say.eraseNone}</p>`
        : Actions({
            children: over.map(({ universityId }) => {
              const university = universityOf(me, universityId);
              return LinkButton({
                label: say.eraseAt(university.shortName[me.locale]),
                href: `/my/records/erase/${university.slug}`,
              });
            }),
          })
    }`,
  });
}
