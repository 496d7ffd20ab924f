import type { PageView } from '@onecampus/http';
import {
  Actions,
  Alert,
  Button,
  CheckboxField,
  type Children,
  DescriptionList,
  Form,
  html,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import { isScope, scopeTable } from '@onecampus/tokens';
import type { AskedThing, ConsentQuestion } from '../../rules/consent-question.ts';
import { basisInWords, claimWords } from '../claim-words.ts';
import { actAsWords } from './act-as-words.ts';
import { consentWords } from './consent-words.ts';

export type ConsentView = {
  readonly action: string;
  readonly locale: Locale;
  readonly application: string;
  /** Whose service it is: a university's name, the consortium's, or nobody's whom we know. */
  readonly owner: { readonly university: string } | 'consortium' | 'nobody';
  readonly purpose: string | undefined;
  readonly question: ConsentQuestion;
  readonly subjectIsCommon: boolean;
  /** Names of universities by their home organisation, `tpu.ru`. */
  readonly universities: ReadonlyMap<string, string>;
  /** An answer came to a question that is not asked any more. */
  readonly changed: boolean;
};

/** Asks whether a service may know somebody: to whom exactly what goes, on what ground, and what may be left out. */
export function consentView(view: ConsentView): PageView {
  const say = consentWords(view.locale);
  const { things, scopes, seal } = view.question;
  const asked = things.filter((one) => one.basis === 'consent');
  const optional = asked.filter((one) => !one.required);
  const anyway = things.filter((one) => one.basis !== 'consent');
  return {
    title: say.title,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.heading(view.application), lead: ownerInWords(view) })}
      ${view.changed ? Alert({ tone: 'warn', title: say.changed }) : null}
      <h2>${say.purpose}</h2>
      <p>${view.purpose ?? say.purposeUnsaid}</p>
      <h2>${say.needed}</h2>
      ${DescriptionList({
        items: [
          { term: say.subject, description: view.subjectIsCommon ? say.subjectCommon : say.subjectOwn },
          ...asked.filter((one) => one.required).map((one) => fact(view, one)),
        ],
      })}
      ${anyway.length === 0 ? null : html`<h2>${say.anyway}</h2>${DescriptionList({ items: anyway.map((one) => fact(view, one, true)) })}`}
      ${powers(view.locale, scopes)}
      ${Form({
        action: `${view.action}/consent`,
        hidden: { seal },
        children: html`
          ${optional.length === 0 ? null : html`<h2>${say.optional}</h2><p>${say.optionalHint}</p>${optional.map((one) => choice(view, one))}`}
          <p>${say.lasting}</p>
          ${Button({ label: say.allow, full: true })}`,
      })}
      ${Form({ action: `${view.action}/cancel`, children: Actions({ children: Button({ label: say.deny, tone: 'secondary', full: true }) }) })}
    `,
  };
}

function ownerInWords({ locale, owner }: ConsentView): string {
  const say = consentWords(locale);
  if (owner === 'consortium') return say.ofConsortium;
  return owner === 'nobody' ? say.ofNobody : say.ofUniversity(owner.university);
}

function fact(view: ConsentView, thing: AskedThing, withBasis = false): { term: string; description: Children } {
  const say = claimWords(view.locale);
  const basis = withBasis ? html`<p>${basisInWords(say, thing.basis)}</p>` : null;
  return { term: say[thing.group], description: html`${valuesOf(view, thing)}${basis}` };
}

function choice(view: ConsentView, thing: AskedThing): Children {
  return CheckboxField({
    name: thing.group,
    label: claimWords(view.locale)[thing.group],
    hint: valuesOf(view, thing),
  });
}

/** The very values, and beside those that are codes what they mean. */
function valuesOf(view: ConsentView, { group, values }: AskedThing): Children {
  if (values.length === 0) return consentWords(view.locale).nothingYet;
  return values
    .map((value) => {
      const meaning =
        group === 'affiliation'
          ? affiliationInWords(view.locale, value.slice(0, value.indexOf('@')))
          : group === 'home'
            ? view.universities.get(value)
            : undefined;
      return meaning === undefined ? value : `${value} (${meaning})`;
    })
    .join(', ');
}

const affiliations = ['faculty', 'student', 'staff', 'employee', 'alum', 'affiliate', 'library-walk-in'] as const;

function affiliationInWords(locale: Locale, affiliation: string): string | undefined {
  if (affiliation === 'member') return consentWords(locale).member;
  const known = affiliations.find((one) => one === affiliation);
  return known && actAsWords(locale)[known];
}

function powers(locale: Locale, scopes: readonly string[]): Children {
  const say = consentWords(locale);
  const words = scopes.flatMap((scope) =>
    scope === 'offline_access' ? [say.offline] : isScope(scope) ? [scopeTable[scope][locale]] : [],
  );
  return words.length === 0 ? null : html`<h2>${say.powers}</h2><ul>${words.map((one) => html`<li>${one}</li>`)}</ul>`;
}
