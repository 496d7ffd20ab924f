import type { University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  CheckboxField,
  Field,
  Form,
  html,
  islands,
  type Locale,
  PageHeader,
  PasswordField,
  SelectField,
} from '@onecampus/pages';
import { words } from '../words.ts';
import { factorWords } from './factor-words.ts';
import { passkeyFirst } from './passkey-first.ts';

export type SignInView = {
  readonly action: string;
  readonly locale: Locale;
  readonly application: string;
  readonly universities: readonly University[];
  readonly university: string | undefined;
  readonly login: string | undefined;
  /** Who is signed in in this browser and is asked again. */
  readonly presentName: string | undefined;
  readonly shared: boolean;
  readonly refused: 'password' | 'passkey' | undefined;
  /** More people sign in than can be checked at once: nothing was looked at. */
  readonly busy: boolean;
  /** Minutes until the next attempt makes sense, where there were too many. */
  readonly waitMinutes?: number;
  /** Fields left empty. */
  readonly missing: readonly ('university' | 'login' | 'password')[];
};

/** A passkey first, then the password; it says no more after a failure than before. Only the passkey needs a script. */
export function signInView(view: SignInView): PageView {
  const say = words(view.locale);
  const factor = factorWords(view.locale);
  const lacks = (field: SignInView['missing'][number], text: string) =>
    view.missing.includes(field) ? text : undefined;
  const university = view.universities.find(({ slug }) => slug === view.university);
  return {
    title: say.signIn,
    screen: 'card',
    status: statusOf(view),
    scripts: [islands.passwordField, islands.passkey],
    body: html`
      ${PageHeader({ title: say.signIn, lead: say.signInTo(view.application) })}
      ${notice(view)}
      ${passkeyFirst({ action: view.action, locale: view.locale, shared: view.shared, either: factor.either, autofill: true })}
      ${Form({
        action: view.action,
        hidden: { university: university?.slug },
        children: html`
          ${university ? memberOf(view, university) : chooseHere(view, lacks('university', say.chooseUniversity))}
          ${Field({
            label: say.login,
            name: 'login',
            hint: say.loginHint,
            value: view.login,
            autocomplete: 'username webauthn',
            maxlength: 256,
            autofocus: university !== undefined && !view.login,
            code: true,
            error: lacks('login', say.enterLogin),
          })}
          ${PasswordField({
            label: say.password,
            name: 'password',
            autocomplete: 'current-password',
            autofocus: university !== undefined && Boolean(view.login),
            error: lacks('password', say.enterPassword),
            say: {
              show: factor.showPassword,
              hide: factor.hidePassword,
              capsLock: factor.capsLock,
              cyrillic: factor.cyrillic,
            },
          })}
          ${CheckboxField({ label: say.sharedComputer, name: 'shared', hint: say.sharedComputerHint, checked: view.shared })}
          ${Button({ label: say.submit, busyLabel: say.submitting, full: true })}
        `,
      })}
      <p><a href=${university ? `/forgotten?university=${university.slug}` : '/forgotten'}>${say.forgotten}</a></p>
      <p><a href="/invitation">${say.firstTime}</a></p>
      ${Form({ action: `${view.action}/cancel`, children: Button({ label: say.cancel, tone: 'quiet', full: true }) })}
    `,
  };
}

function statusOf(view: SignInView): number {
  if (view.busy) return 503;
  if (view.waitMinutes !== undefined) return 429;
  return view.refused || view.missing.length > 0 ? 422 : 200;
}

/** What happened; the way people came in where nothing did. */
function notice(view: SignInView) {
  const say = words(view.locale);
  const factor = factorWords(view.locale);
  if (view.busy) return Alert({ tone: 'warn', title: factor.busyTitle, text: factor.busyText });
  if (view.waitMinutes !== undefined)
    return Alert({ tone: 'warn', title: say.tooManyTitle, text: say.tooManyText(view.waitMinutes) });
  if (view.refused === 'password') return Alert({ tone: 'error', title: say.refusedTitle, text: say.refusedText });
  if (view.refused === 'passkey')
    return Alert({ tone: 'error', title: factor.passkeyRefusedTitle, text: factor.passkeyRefusedText });
  if (view.presentName !== undefined)
    return Alert({ tone: 'info', title: factor.alreadyHere(view.presentName), text: factor.alreadyHereText });
  return null;
}

function memberOf(view: SignInView, { shortName, name }: University) {
  const factor = factorWords(view.locale);
  return html`<div class="member-of">
    <p class="member-of-name"><span class="visually-hidden">${factor.memberOf}: </span><strong>${shortName[view.locale]}</strong>${shortName[view.locale] === name[view.locale] ? null : name[view.locale]}</p>
    <a href=${`${view.action}?choose=yes`}>${factor.otherUniversity}</a>
  </div>`;
}

/** For the form that came without a university: the whole list, without leaving what was typed. */
function chooseHere(view: SignInView, error: string | undefined) {
  const say = words(view.locale);
  return SelectField({
    label: say.university,
    name: 'university',
    // The short name first: the whole ones begin alike, and a phone shows but their beginning.
    options: view.universities.map(({ slug, shortName, name }) => ({
      value: slug,
      label: `${shortName[view.locale]} — ${name[view.locale]}`,
    })),
    placeholder: say.universityPlaceholder,
    value: view.university,
    autofocus: true,
    error,
  });
}
