import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  Disclosure,
  Field,
  Form,
  html,
  islands,
  type Locale,
  PageHeader,
  PasskeyForm,
} from '@onecampus/pages';
import { words } from '../words.ts';
import { factorWords } from './factor-words.ts';

export type SecondFactorView = {
  readonly action: string;
  readonly locale: Locale;
  readonly has: { readonly passkeys: number; readonly totp: boolean; readonly recoveryCodes: number };
  /** A recovery code is asked for in the place of what the person has not at hand. */
  readonly recovery: boolean;
  readonly refused: 'code' | 'passkey' | undefined;
  readonly missing: boolean;
  readonly waitMinutes?: number;
};

/** The page between the password and the application. Nothing on it says whose account it is: the password did. */
export function secondFactorView(view: SecondFactorView): PageView {
  const say = factorWords(view.locale);
  const { action, has } = view;
  const asksCode = view.recovery || has.totp;
  const codeError = view.missing ? say.enterCode : view.recovery ? say.recoveryRefused : say.codeRefused;
  return {
    title: say.secondTitle,
    screen: 'card',
    status: view.waitMinutes !== undefined ? 429 : view.refused || view.missing ? 422 : 200,
    scripts: [islands.passkey],
    body: html`
      ${PageHeader({ title: say.secondTitle, lead: say.secondLead })}
      ${view.waitMinutes !== undefined ? tooMany(view.locale, view.waitMinutes) : null}
      ${view.refused === 'passkey' ? Alert({ tone: 'error', title: say.passkeyRefusedTitle, text: say.passkeyFailed }) : null}
      ${
        has.passkeys > 0 && !view.recovery
          ? html`${PasskeyForm({
              action: `${action}/passkey`,
              question: `${action}/passkey/question`,
              does: 'get',
              label: say.secondPasskey,
              busyLabel: say.passkeyBusy,
              failed: say.passkeyFailed,
            })}${has.totp ? html`<p class="either">${say.eitherCode}</p>` : html`<p class="passkey-missing">${say.onlyPasskey}</p>`}`
          : null
      }
      ${
        asksCode
          ? Form({
              action,
              hidden: view.recovery ? { recovery: 'yes' } : {},
              children: html`
                ${Field({
                  label: view.recovery ? say.recoveryCode : say.code,
                  name: 'code',
                  hint: view.recovery ? say.recoveryHint : say.codeHint,
                  autocomplete: view.recovery ? 'off' : 'one-time-code',
                  ...(view.recovery ? {} : { inputmode: 'numeric' as const }),
                  maxlength: 20,
                  width: 'medium',
                  autofocus: has.passkeys === 0 || view.recovery,
                  code: true,
                  error: view.refused === 'code' || view.missing ? codeError : undefined,
                })}
                ${Button({
                  label: say.confirm,
                  busyLabel: say.confirming,
                  full: true,
                  tone: has.passkeys > 0 && !view.recovery ? 'secondary' : 'primary',
                })}`,
            })
          : null
      }
      ${view.recovery ? html`<p><a href=${action}>${say.useCode}</a></p>` : null}
      ${!view.recovery && has.recoveryCodes > 0 ? html`<p><a href=${`${action}?recovery=yes`}>${say.useRecovery}</a></p>` : null}
      ${Disclosure({ summary: say.lost, children: html`<p>${say.lostText}</p>` })}
      ${Form({ action: `${action.replace(/\/second-factor$/, '')}/cancel`, children: Button({ label: words(view.locale).cancel, tone: 'quiet', full: true }) })}
    `,
  };
}

function tooMany(locale: Locale, minutes: number) {
  const say = words(locale);
  return Alert({ tone: 'warn', title: say.tooManyTitle, text: say.tooManyText(minutes) });
}
