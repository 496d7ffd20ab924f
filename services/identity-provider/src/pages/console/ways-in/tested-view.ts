import type { University } from '@onecampus/directory';
import {
  Actions,
  Alert,
  Card,
  Code,
  DescriptionList,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import type { MappedClaims } from '../../../rules/upstream-claims.ts';
import type { TestOutcome } from '../../../use-cases/note-upstream-test.ts';
import { mappingFaults } from './fault-words.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

/** What a test sign-in brought back, or how it failed; kept for ten minutes for whoever made it. */
export type KeptTest = { readonly personId: string } & (
  | { readonly raw: Readonly<Record<string, unknown>>; readonly mapped: MappedClaims; readonly outcome: TestOutcome }
  | { readonly code: string; readonly reason: string }
);

/** The provider's claims as they came, and what we made of them, before anybody else is sent there. */
export function testedView(view: {
  readonly locale: Locale;
  readonly university: University;
  readonly id: string;
  readonly kept: KeptTest | undefined;
}) {
  const say = waysInWords(view.locale);
  const back = waysInPath(view.university, `/${view.id}`);
  return {
    title: say.testedTitle,
    body: html`
      ${PageHeader({ title: say.testedTitle, back: { href: back, label: say.editTitle } })}
      ${Stack({
        children: html`
          ${said(view.kept, view.locale)}
          ${Actions({
            children: [
              LinkButton({ label: say.goOn, href: back, tone: 'primary' }),
              LinkButton({ label: say.test, href: `${back}/test` }),
            ],
          })}`,
      })}`,
  };
}

function said(kept: KeptTest | undefined, locale: Locale) {
  const say = waysInWords(locale);
  if (!kept) return Alert({ tone: 'warn', title: say.testedNothing });
  if ('code' in kept) {
    return Alert({
      tone: 'error',
      title: say.failedTitle,
      children: DescriptionList({
        items: [
          { term: 'error', description: Code({ value: kept.code }) },
          ...(kept.reason ? [{ term: 'reason', description: Code({ value: kept.reason }) }] : []),
        ],
      }),
    });
  }
  const { identifier, name, fault } = kept.mapped;
  const mapped = [
    { term: say.identifier, description: identifier ? Code({ value: identifier.value }) : '—' },
    ...(identifier ? [{ term: say.searchedIn, description: identifier.scopes.join(', ') }] : []),
    { term: say.name, description: name ?? '—' },
  ];
  return html`
    ${kept.outcome === 'person-found' ? Alert({ tone: 'ok', title: say.okTitle, text: say.okText }) : null}
    ${kept.outcome === 'nobody' ? Alert({ tone: 'warn', title: say.nobodyTitle, text: say.nobodyText }) : null}
    ${kept.outcome === 'unfit' ? Alert({ tone: 'error', title: say.unfitTitle, text: fault && mappingFaults(locale)[fault] }) : null}
    ${Card({ title: say.mapped, children: DescriptionList({ items: mapped }) })}
    ${Card({
      title: say.raw,
      children: DescriptionList({
        items: Object.entries(kept.raw).map(([term, value]) => ({
          term,
          description: Code({ value: typeof value === 'string' ? value : JSON.stringify(value) }),
        })),
      }),
    })}`;
}
