import { fullName } from '@onecampus/directory';
import { Code, Columns, formatDay, type Html, html, PageHeader, StatusBadge } from '@onecampus/pages';
import { beliefState } from '../../rules/belief-state.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { consolePath } from '../console/console-frame.ts';
import { Affiliations } from './person-affiliations.ts';
import { AsKnown } from './person-as-known.ts';
import { Entitlements, Groups, Identifiers, Roles } from './person-facts.ts';
import { Matters } from './person-matters.ts';
import type { PersonPage } from './person-page.ts';
import { Records } from './person-records.ts';
import { personWords } from './person-words.ts';

export function personView(shown: PersonPage) {
  const { seen, person } = shown;
  const say = personWords(seen.locale);
  const name = fullName(person.records[0]!);
  const born = person.records[0]!.birthDate;
  return {
    title: name,
    body: html`
      ${PageHeader({
        title: name,
        back: { href: `${consolePath(seen.university)}/people`, label: say.back },
        lead: html`<span class="facts-line">${Standing(shown)}${
          born ? html`<span>${say.born(formatDay(seen.locale, born))}</span>` : null
        }<span>${say.reference}: ${Code({ value: person.referenceId })}</span></span>`,
      })}
      ${Affiliations(shown)}
      ${Columns({
        main: [AsKnown(shown), Records(shown)],
        side: [Matters(shown), Identifiers(shown), Roles(shown), Groups(shown), Entitlements(shown)],
      })}`,
  };
}

/** What is in effect at this moment, in a word each. */
function Standing({ seen: { locale }, person, now }: PersonPage): Html {
  const say = personWords(locale);
  const states = person.affiliations
    .filter((one) => one.recordedUntil === null)
    .map((one) => ({ word: affiliationWord(locale, one.affiliation), state: beliefState(one, now) }))
    .filter(({ state }) => state === 'current' || state === 'grace');
  if (states.length === 0) return StatusBadge({ tone: 'neutral', label: say.ended });
  const distinct = [...new Map(states.map((one) => [`${one.word} ${one.state}`, one])).values()];
  return html`${distinct.map(({ word, state }) =>
    state === 'grace'
      ? StatusBadge({ tone: 'warn', label: `${word}: ${say.inGrace}` })
      : StatusBadge({ tone: 'ok', label: word }),
  )}`;
}
