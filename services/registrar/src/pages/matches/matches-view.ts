import { fullName } from '@onecampus/directory';
import {
  Card,
  EmptyState,
  formatDate,
  html,
  PageHeader,
  Pagination,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { showMatch } from '../../use-cases/show-match.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { matchesWords } from './matches-words.ts';
import { ScoreBar } from './score-bar.ts';

export type Match = Awaited<ReturnType<typeof showMatch>>;

export function matchesView({ seen, matches, further }: { seen: Seen; matches: readonly Match[]; further: boolean }) {
  const { locale, university } = seen;
  const say = matchesWords(locale);
  const path = `${consolePath(university)}/matches`;
  return {
    title: say.matches,
    body: html`
      ${PageHeader({ title: say.matches, lead: say.lead })}
      ${Stack({
        children:
          matches.length === 0
            ? EmptyState({ title: say.none, text: say.noneText })
            : [
                Card({
                  flush: true,
                  children: Table({
                    caption: say.matches,
                    captionHidden: true,
                    columns: [
                      { key: 'person', label: say.person, heading: true },
                      { key: 'kind', label: say.kind },
                      { key: 'likeness', label: say.likeness },
                      { key: 'answers', label: say.answers },
                      { key: 'asked', label: say.asked },
                    ],
                    rows: matches.map((one) => ({
                      person: html`<a href=${`${path}/${one.id}`}>${nameOf(one)}</a>`,
                      kind: one.about === 'doubt' ? say.doubt : say.link,
                      likeness: ScoreBar({ seen, score: one.score, label: say.likeness }),
                      answers: Answers(seen, one),
                      asked: formatDate(locale, one.createdAt, university.timeZone),
                    })),
                  }),
                }),
                further
                  ? Pagination({
                      label: say.pages,
                      next: { href: `${path}?after=${matches.at(-1)!.id}`, label: say.next },
                    })
                  : null,
              ],
      })}`,
  };
}

/** The name as the university's own record has it; of the other side there is none. */
export function nameOf({ records }: Match): string {
  return records
    .map((one) => (one.familyName === null ? '—' : fullName({ ...one, familyName: one.familyName })))
    .join(' / ');
}

function Answers({ locale }: Seen, { said }: Match) {
  const say = matchesWords(locale);
  return html`${
    said.mine === null
      ? StatusBadge({ tone: 'warn', label: say.mineMissing })
      : StatusBadge({ tone: 'ok', label: say.mineGiven })
  }<div class="soft">${said.theirs === null ? say.theirsMissing : say.theirsGiven}</div>`;
}
