import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  SelectField,
  Stack,
  TextAreaField,
} from '@onecampus/pages';
import { claimGroupNames } from '../../../rules/claim-groups.ts';
import {
  bundleNames,
  type ReleaseChoice,
  type ReleaseChoices,
  releaseChoices,
} from '../../../rules/release-choices.ts';
import { claimWords } from '../../claim-words.ts';
import { releasesWords } from './releases-words.ts';

export type ReleasesView = {
  readonly locale: Locale;
  readonly service: string;
  /** The service's own page; this one lies below it. */
  readonly servicePath: string;
  readonly version: number;
  readonly chosen: ReleaseChoices;
  readonly purposeRu: string;
  readonly purposeEn: string;
  readonly said: 'saved' | 'purpose-incomplete' | undefined;
};

/** One decision for each thing that is known of people, bundles by name, and why the service needs it. */
export function releasesView(view: ReleasesView) {
  const say = releasesWords(view.locale);
  const path = `${view.servicePath}/releases`;
  const title = say.title(view.service);
  const wrong = view.said === 'purpose-incomplete' ? say.purposeBoth : undefined;
  return {
    title,
    body: html`
      ${PageHeader({ title, lead: say.lead, back: { href: view.servicePath, label: say.back } })}
      ${view.said === 'saved' ? Alert({ tone: 'ok', title: say.saved }) : null}
      ${wrong ? Alert({ tone: 'error', title: wrong }) : null}
      ${Stack({
        children: [
          Card({
            title: say.bundles,
            children: html`<p>${say.bundlesLead}</p>`,
            actions: Actions({
              children: bundleNames.map((name) => LinkButton({ label: say[name], href: `${path}?bundle=${name}` })),
            }),
          }),
          Card({
            title: say.decision,
            detail: view.version === 0 ? say.ofScopes : say.version(view.version),
            children: Form({
              action: path,
              hidden: { version: String(view.version) },
              children: html`
                ${claimGroupNames.map((group) =>
                  SelectField({
                    label: claimWords(view.locale)[group],
                    name: group,
                    value: view.chosen[group],
                    options: releaseChoices.map((value) => ({ value, label: choiceInWords(view.locale, value) })),
                  }),
                )}
                ${TextAreaField({ label: say.purposeRu, name: 'purposeRu', value: view.purposeRu, rows: 2, maxlength: 300, hint: say.purposeHint, error: wrong })}
                ${TextAreaField({ label: say.purposeEn, name: 'purposeEn', value: view.purposeEn, rows: 2, maxlength: 300, error: wrong })}
                <p>${say.again}</p>
                ${Actions({ children: Button({ label: say.save }) })}`,
            }),
          }),
        ],
      })}`,
  };
}

function choiceInWords(locale: Locale, choice: ReleaseChoice): string {
  const say = releasesWords(locale);
  const words: Readonly<Record<ReleaseChoice, string>> = {
    never: say.never,
    consent: say.consent,
    'consent-optional': say.consentOptional,
    contract: say.contract,
    'public-task': say.publicTask,
    'legitimate-interest': say.legitimateInterest,
    law: say.law,
  };
  return words[choice];
}
