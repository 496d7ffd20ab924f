import type { PageView } from '@onecampus/http';
import {
  Code,
  DescriptionList,
  Disclosure,
  defineCatalogue,
  errorTexts,
  html,
  LinkButton,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import { notOpenTexts } from './not-open-words.ts';
import { words } from './words.ts';

const againWords = defineCatalogue({
  ru: {
    text: 'Ничего не потеряно: вход начнётся сначала, и вы попадёте туда же, куда шли.',
    press: 'Продолжить вход',
  },
  en: {
    text: 'Nothing is lost: the sign-in begins anew and leads to where you were going.',
    press: 'Go on signing in',
  },
});

export type ProtocolFault = {
  /** OAuth's `error`, e.g. `invalid_redirect_uri`. */
  readonly error: string;
  readonly description: string | undefined;
  /** True where the sign-in that the browser is in the middle of is not there any more. */
  readonly expired: boolean;
  readonly status: number;
  /** Where one press begins it again, where the browser kept the application's request. */
  readonly again?: string;
};

/** What went wrong in the words of whoever is looking, and folded away, in those of whoever has to mend it. */
export function faultView(fault: ProtocolFault, locale: Locale, requestId: string): PageView {
  const { title, text, whatToDo } = textsOf(fault, locale);
  const say = words(locale);
  const again = againWords(locale);
  // A step that we could not finish is begun again like one that is lost: it may have been half done.
  const beginAgain = fault.expired || fault.status >= 500 ? fault.again : undefined;
  const technical = [
    { term: 'error', description: Code({ value: fault.error }) },
    ...(fault.description ? [{ term: 'error_description', description: Code({ value: fault.description }) }] : []),
    { term: 'request', description: Code({ value: requestId }) },
  ];
  return {
    title,
    screen: 'card',
    status: fault.status,
    body: html`
      ${PageHeader({ title, lead: text })}
      <p>${beginAgain ? again.text : whatToDo}</p>
      ${beginAgain ? LinkButton({ label: again.press, href: beginAgain, tone: 'primary', full: true }) : null}
      ${Disclosure({ summary: say.forOwner, children: DescriptionList({ items: technical }) })}
    `,
  };
}

function textsOf(fault: ProtocolFault, locale: Locale) {
  const say = words(locale);
  if (fault.status >= 500) return errorTexts(locale, fault.status);
  if (fault.expired) return { title: say.expiredTitle, text: say.expiredText, whatToDo: say.expiredWhat };
  switch (fault.error) {
    case 'invalid_redirect_uri':
      return { title: say.redirectTitle, text: say.redirectText, whatToDo: say.tellOwner };
    case 'client_not_open':
      return notOpenTexts(locale);
    case 'invalid_client':
      return { title: say.clientTitle, text: say.clientText, whatToDo: say.tellOwner };
    default:
      return { title: say.requestTitle, text: say.requestText, whatToDo: say.tellOwner };
  }
}
