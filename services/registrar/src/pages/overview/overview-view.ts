import { Card, EmptyState, formatNumber, type Html, html, LinkButton, PageHeader, Stats } from '@onecampus/pages';
import type { Overview } from '../../use-cases/show-overview.ts';
import { affiliationPlural } from '../console/affiliation-words.ts';
import { consolePath } from '../console/console-frame.ts';
import { roleWord } from '../console/role-word.ts';
import type { Seen } from '../console/seen.ts';
import { attentionOf } from './attention.ts';
import { AttentionList } from './attention-list.ts';
import { overviewWords } from './overview-words.ts';
import { RunBars } from './run-bars.ts';

interface OverviewPage {
  readonly seen: Seen;
  readonly overview: Overview;
}

export function overviewView(shown: OverviewPage) {
  const { seen, overview } = shown;
  const { locale, university, roles } = seen;
  const say = overviewWords(locale);
  return {
    title: say.title(university.shortName[locale]),
    body: html`
      ${PageHeader({
        title: university.name[locale],
        lead: `${say.role}: ${roles.map((role) => roleWord(locale, role)).join(', ')}. ${say.lead}`,
      })}
      ${People(shown)}
      <div class="columns"><div class="stack">${AttentionList({ seen, matters: attentionOf(seen, overview) })}</div>
        <div class="stack">${Runs(shown)}${Others(shown)}</div></div>`,
  };
}

function People({ seen, overview }: OverviewPage): Html {
  const { locale } = seen;
  const say = overviewWords(locale);
  if (overview.people.length === 0) {
    return EmptyState({
      title: say.peopleNone,
      text: say.peopleNoneText,
      action: LinkButton({ label: say.connect, href: `${consolePath(seen.university)}/connections/connect` }),
    });
  }
  return html`<section aria-label=${say.people}>${Stats({
    items: overview.people.map((one) => ({
      label: affiliationPlural(locale, one.affiliation),
      value: formatNumber(locale, one.people),
    })),
  })}</section>`;
}

function Runs({ seen, overview }: OverviewPage): Html {
  const say = overviewWords(seen.locale);
  return Card({
    title: say.runs,
    detail: overview.runs.length === 0 ? undefined : say.runsText,
    children:
      overview.runs.length === 0 ? html`<p class="soft">${say.noRuns}</p>` : RunBars({ seen, runs: overview.runs }),
    actions: LinkButton({ label: say.toFeeds, href: `${consolePath(seen.university)}/feeds` }),
  });
}

function Others({ seen }: OverviewPage): Html | null {
  const { locale, university, universities } = seen;
  const others = universities.filter((one) => one.id !== university.id);
  if (others.length === 0) return null;
  return Card({
    title: overviewWords(locale).others,
    children: html`<ul class="plain-list">${others.map(
      (one) =>
        html`<li><a href=${consolePath(one)}>${one.shortName[locale]}</a> <small class="soft">${one.name[locale]}</small></li>`,
    )}</ul>`,
  });
}
