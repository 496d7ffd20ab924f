import type { University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  ChoiceList,
  Disclosure,
  Field,
  Form,
  html,
  islands,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import { chooseWords } from './choose-words.ts';
import { factorWords } from './factor-words.ts';
import { passkeyFirst } from './passkey-first.ts';

export interface ChooseView {
  readonly action: string;
  readonly locale: Locale;
  readonly application: string;
  /** Those to choose from, in their order. */
  readonly universities: readonly University[];
  /** Found as well, and not shown. */
  readonly more: number;
  readonly question: string;
  readonly last: string | undefined;
  /** More universities than one looks through: the search comes first, and below a short list otherwise. */
  readonly isLong: boolean;
  /** "This is a shared computer": the choice carries it on. */
  readonly shared: boolean;
}

/** Which university? Rows to press, and a field for who does not see his own at once; it works without scripts. */
export function chooseView(view: ChooseView): PageView {
  const say = chooseWords(view.locale);
  const shared = view.shared ? { shared: 'yes' } : {};
  const to = (query: Record<string, string>) => `${view.action}?${new URLSearchParams({ ...query, ...shared })}`;
  return {
    title: say.title,
    screen: 'card',
    scripts: [islands.passkey],
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead(view.application) })}
      ${view.shared ? Alert({ tone: 'info', title: say.sharedTitle, text: say.sharedText }) : null}
      ${passkeyFirst({ action: view.action, locale: view.locale, shared: view.shared, either: factorWords(view.locale).eitherChoose, autofill: false })}
      ${view.isLong ? search(view) : null}
      ${
        view.universities.length === 0
          ? Alert({
              tone: 'warn',
              title: say.nothingTitle(view.question),
              text: say.nothingText,
              children: html`<p><a href=${to({ choose: 'yes' })}>${say.all}</a></p>`,
            })
          : ChoiceList({
              label: view.question === '' ? say.list : say.found(view.universities.length + view.more),
              choices: view.universities.map((one) => ({
                title: one.shortName[view.locale],
                detail: detailOf(one, view),
                href: to({ university: one.slug }),
              })),
            })
      }
      ${view.question !== '' && view.universities.length > 0 ? html`<p><a href=${to({ choose: 'yes' })}>${say.all}</a></p>` : null}
      ${view.more > 0 ? html`<p>${say.more(view.more)}</p>` : null}
      ${view.isLong ? null : search(view)}
      ${view.shared ? null : html`<p><a href=${`${view.action}?${new URLSearchParams({ q: view.question, shared: 'yes' })}`}>${say.sharedOffer}</a></p>`}
      ${Disclosure({ summary: say.missing, children: html`<p>${say.missingText}</p>` })}
      ${Form({ action: `${view.action}/cancel`, children: Button({ label: say.cancel, tone: 'quiet', full: true }) })}
    `,
  };
}

function search(view: ChooseView) {
  const say = chooseWords(view.locale);
  const shared = view.shared ? { shared: 'yes' } : {};
  return Form({
    action: view.action,
    method: 'get',
    inline: true,
    label: say.search,
    hidden: shared,
    children: html`
    ${Field({ label: say.search, name: 'q', type: 'search', hint: say.searchHint, value: view.question, autocomplete: 'off', maxlength: 100 })}
    ${Button({ label: say.searchButton, tone: 'secondary' })}`,
  });
}

function detailOf(one: University, { last, locale }: ChooseView): string {
  const name = one.name[locale];
  return one.slug === last ? `${name} · ${chooseWords(locale).lastHere}` : name;
}
