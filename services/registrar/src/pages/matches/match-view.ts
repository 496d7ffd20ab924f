import {
  Actions,
  Alert,
  Button,
  Card,
  Code,
  Columns,
  Form,
  formatDay,
  type Html,
  html,
  Icon,
  PageHeader,
  Table,
} from '@onecampus/pages';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { MatchDone, type MatchNotice } from './match-notice.ts';
import { type Evidenced, outcomesOf } from './match-outcomes.ts';
import { type Match, nameOf } from './matches-view.ts';
import { matchesWords } from './matches-words.ts';
import { bits, ScoreBar } from './score-bar.ts';

interface MatchPage {
  readonly seen: Seen;
  readonly match: Match;
  readonly done: MatchNotice | undefined;
}

export function matchView(shown: MatchPage) {
  const { seen, match } = shown;
  const say = matchesWords(seen.locale);
  const title = match.about === 'doubt' ? say.titleDoubt(nameOf(match)) : say.title(nameOf(match));
  return {
    title,
    body: html`
      ${PageHeader({ title, lead: say.leadOne, back: { href: `${consolePath(seen.university)}/matches`, label: say.back } })}
      ${MatchDone(seen, shown.done)}
      ${Columns({ main: Comparison(shown), side: [Strength(shown), Word(shown)] })}`,
  };
}

/** Own values at the left, outcomes at the right: the page holds nothing else that could be shown. */
function Comparison({ seen, match }: MatchPage): Html {
  const say = matchesWords(seen.locale);
  return Card({
    flush: true,
    children: html`<div class="keep-table">${Table({
      caption: say.outcome,
      captionHidden: true,
      columns: [
        { key: 'field', label: say.field, heading: true },
        { key: 'own', label: say.own },
        { key: 'outcome', label: say.outcome },
      ],
      rows: outcomesOf(seen.locale, match.evidence).map((one) => ({
        field: one.field,
        own: Own(seen, match, one),
        outcome: html`<span class=${`outcome outcome-${one.tone}`}>${Icon({ name: one.tone })}<span>${one.words}</span></span>`,
      })),
    })}</div>`,
  });
}

function Own({ locale }: Seen, { records }: Match, { key }: Evidenced) {
  const values = records.map((record) => {
    switch (key) {
      case 'family':
        return record.familyName;
      case 'given':
        return record.givenName;
      case 'patronymic':
        return record.patronymic;
      case 'birthDate':
        return record.birthDate === null ? null : formatDay(locale, record.birthDate);
      case 'email':
        return record.email;
      case 'phone':
        return record.phone;
      case 'source':
        return html`${record.source} · ${Code({ value: record.sourceKey })}`;
      case 'nationalNumber':
      case 'document':
        return html`<span class="soft">${matchesWords(locale).hidden}</span>`;
      default:
        return null;
    }
  });
  return values.map((value) => html`<div>${value ?? '—'}</div>`);
}

function Strength({ seen, match }: MatchPage): Html {
  const say = matchesWords(seen.locale);
  return Card({
    title: say.strength,
    children: html`${ScoreBar({ seen, score: match.score, label: say.strength })}
      <p class="soft">${say.strengthText(bits(seen, match.score))}</p>`,
  });
}

function Word({ seen, match }: MatchPage): Html {
  const say = matchesWords(seen.locale);
  if (match.state !== 'pending') {
    const closed = { same: say.closedSame, different: say.closedDifferent, withdrawn: say.closedWithdrawn }[
      match.state
    ];
    return Alert({ tone: match.state === 'withdrawn' ? 'info' : 'ok', title: closed });
  }
  const { mine, theirs } = match.said;
  return Card({
    title: say.decide,
    children: html`
      ${mine === null ? null : Alert({ tone: 'info', title: mine === 'same' ? say.yourWordSame : say.yourWordDifferent })}
      <p class="soft">${theirs === null ? say.theyWait : say.theyAnswered}</p>
      <p>${match.about === 'doubt' ? say.doubtText : say.decideText}</p>
      ${Form({
        action: `${consolePath(seen.university)}/matches/${match.id}`,
        children: Actions({
          children: [
            Button({ label: say.same, name: 'answer', value: 'same' }),
            Button({ label: say.differentPeople, name: 'answer', value: 'different', tone: 'secondary' }),
          ],
        }),
      })}`,
  });
}
