import {
  Actions,
  Button,
  Card,
  EmptyState,
  Field,
  Form,
  formatDay,
  type Html,
  html,
  LinkButton,
} from '@onecampus/pages';
import { lastMomentOfDay } from '../../rules/last-moment-of-day.ts';
import { consolePath } from '../console/console-frame.ts';
import { BeliefTable } from './person-affiliations.ts';
import type { PersonPage } from './person-page.ts';
import { personWords } from './person-words.ts';

/** Two dates: how it was on one, as it was known on the other. */
export function AsKnown({ seen, person, asked, now }: PersonPage): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  const path = `${consolePath(university)}/people/${person.personId}`;
  const inWords = (day: string | undefined) => (day === undefined ? say.todayWord : formatDay(locale, day));
  const at = asked.validAt === undefined ? now : lastMomentOfDay(asked.validAt, university.timeZone);
  const caption = say.asKnownNow(inWords(asked.validAt), inWords(asked.knownAt));
  return Card({
    title: say.asKnown,
    detail: say.asKnownDetail,
    children: html`
      ${Form({
        action: path,
        method: 'get',
        inline: true,
        label: say.asKnown,
        children: html`
          ${Field({ label: say.validAt, name: 'valid_at', type: 'date', value: asked.validAt, width: 'medium' })}
          ${Field({ label: say.knownAt, name: 'known_at', type: 'date', value: asked.knownAt, width: 'medium' })}
          ${Button({ label: say.showAsKnown, tone: 'secondary' })}`,
      })}
      ${
        person.asKnown === undefined
          ? null
          : html`<h3>${caption}</h3>${
              person.asKnown.length === 0
                ? EmptyState({ title: say.nothingThen })
                : BeliefTable({ seen, beliefs: person.asKnown, now: at, caption })
            }${Actions({ children: LinkButton({ label: say.clear, href: path, tone: 'quiet' }) })}`
      }`,
  });
}
