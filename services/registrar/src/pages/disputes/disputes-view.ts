import { fullName } from '@onecampus/directory';
import { Card, EmptyState, formatDate, html, LinkButton, PageHeader, Stack, Table } from '@onecampus/pages';
import type { UniversityDispute } from '../../use-cases/list-disputes.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { disputeWords } from '../my/dispute-words.ts';
import { DisputeBadge, factWord } from '../my/fact-word.ts';

export function universityDisputesView(
  { locale, university }: Seen,
  { disputes, open }: { readonly disputes: readonly UniversityDispute[]; readonly open: boolean },
) {
  const say = disputeWords(locale);
  const root = `${consolePath(university)}/disputes`;
  const caption = open ? say.openTab : say.doneTab;
  return {
    title: say.listTitle,
    body: html`
      ${PageHeader({
        title: say.listTitle,
        lead: say.listLead,
        actions: open
          ? LinkButton({ label: say.doneTab, href: `${root}?state=answered` })
          : LinkButton({ label: say.openTab, href: root }),
      })}
      ${Stack({
        children:
          disputes.length === 0
            ? EmptyState({ title: open ? say.nothingOpen : say.nothingDone })
            : Card({
                title: caption,
                flush: true,
                children: Table({
                  caption,
                  captionHidden: true,
                  columns: [
                    { key: 'who', label: say.who, heading: true },
                    { key: 'what', label: say.what },
                    { key: 'when', label: say.when },
                    { key: 'state', label: say.state },
                  ],
                  rows: disputes.map((one) => ({
                    who: html`<a href=${`${root}/${one.id}`}>${fullName(one)}</a>`,
                    what: factWord(locale, one.fact),
                    when: formatDate(locale, one.saidAt, university.timeZone),
                    state: DisputeBadge(locale, one.state),
                  })),
                }),
              }),
      })}`,
  };
}
