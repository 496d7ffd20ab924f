import {
  Actions,
  Alert,
  Button,
  Card,
  Field,
  Form,
  html,
  LinkButton,
  PageHeader,
  SelectField,
  Stack,
} from '@onecampus/pages';
import { consolePath } from '../console/console-frame.ts';
import { consoleWords } from '../console/console-words.ts';
import { CopyValues } from '../console/copy-values.ts';
import type { Seen } from '../console/seen.ts';
import { connectionsWords } from './connections-words.ts';

/** Days; a year by default, so that nobody lives on a token that everybody has forgotten. */
export const lifetimes = ['90', '180', '365'] as const;

export function newTokenView(shown: { seen: Seen; name?: string; fault?: 'missing' | 'exists' | 'too-many' }) {
  const { seen, name = '', fault } = shown;
  const say = connectionsWords(seen.locale);
  const root = `${consolePath(seen.university)}/connections`;
  return {
    title: say.tokenTitle,
    ...(fault === undefined ? {} : { status: fault === 'missing' ? 422 : 409 }),
    body: html`
      ${PageHeader({ title: say.tokenTitle, lead: say.tokenText, back: { href: root, label: say.back } })}
      ${Stack({
        children: [
          fault === 'exists' ? Alert({ tone: 'warn', title: say.exists(name), text: say.existsText }) : null,
          fault === 'too-many' ? Alert({ tone: 'warn', title: say.tooMany, text: say.tooManyText }) : null,
          Card({
            children: Form({
              action: `${root}/tokens/new`,
              children: html`
                ${Field({
                  label: say.tokenName,
                  name: 'name',
                  value: name,
                  hint: say.tokenNameHint,
                  error: fault === 'missing' ? say.tokenNameMissing : undefined,
                  autocomplete: 'off',
                  maxlength: 200,
                })}
                ${SelectField({
                  label: say.lifetime,
                  name: 'days',
                  value: '365',
                  width: 'medium',
                  options: lifetimes.map((days) => ({ value: days, label: say.days(days) })),
                })}
                ${Actions({ children: Button({ label: say.create, busyLabel: consoleWords(seen.locale).confirmSending }) })}`,
            }),
          }),
        ],
      })}`,
  };
}

/** The only page that ever holds a token. */
export function tokenShownView(shown: { seen: Seen; name: string; token: string; url: string }) {
  const { seen, name, token, url } = shown;
  const say = connectionsWords(seen.locale);
  const root = `${consolePath(seen.university)}/connections`;
  return {
    title: say.created(name),
    body: html`
      ${PageHeader({ title: say.created(name), back: { href: root, label: say.back } })}
      ${Stack({
        children: [
          Alert({ tone: 'warn', title: say.createdText }),
          Card({
            children: CopyValues({
              values: [
                { label: say.token, value: token },
                { label: say.baseUrl, value: url },
              ],
            }),
            actions: Actions({
              children: [
                LinkButton({ label: say.connect, tone: 'primary', href: `${root}/connect` }),
                LinkButton({ label: say.createdNext, tone: 'quiet', href: root }),
              ],
            }),
          }),
        ],
      })}`,
  };
}
