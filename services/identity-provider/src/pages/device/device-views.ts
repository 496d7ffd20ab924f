import type { PageView } from '@onecampus/http';
import { Alert, Button, Field, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import { deviceWords } from './device-words.ts';

/** Where a code is entered; `trouble` says what became of the one before. */
export type DeviceTrouble = 'missing' | 'unknown' | 'aborted' | 'failed' | 'too-many';

type Entry = {
  readonly locale: Locale;
  readonly action: string;
  readonly xsrf: string;
  readonly userCode?: string | undefined;
  readonly trouble?: DeviceTrouble | undefined;
};

/** Asks for the code that a device without a keyboard shows (RFC 8628 §3.3). */
export function deviceInputView({ locale, action, xsrf, userCode, trouble }: Entry): PageView {
  const say = deviceWords(locale);
  const alerts = {
    unknown: { tone: 'error', title: say.unknownTitle, text: say.unknownText },
    aborted: { tone: 'info', title: say.abortedTitle, text: say.abortedText },
    failed: { tone: 'error', title: say.failedTitle, text: say.failedText },
    'too-many': { tone: 'warn', title: say.tooManyTitle, text: say.tooManyText },
  } as const;
  const alert = trouble === undefined || trouble === 'missing' ? undefined : alerts[trouble];
  return {
    title: say.title,
    screen: 'card',
    status: trouble === 'too-many' ? 429 : trouble === undefined || trouble === 'aborted' ? 200 : 422,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${alert ? Alert(alert) : null}
      ${Form({
        action,
        hidden: { xsrf },
        children: html`
          ${Field({
            label: say.code,
            name: 'user_code',
            hint: say.codeHint,
            value: userCode,
            maxlength: 32,
            autocomplete: 'off',
            autofocus: true,
            code: true,
            width: 'medium',
            error: trouble === 'missing' ? say.missing : undefined,
          })}
          ${Button({ label: say.proceed, full: true })}`,
      })}`,
  };
}

/** The same code, shown once more before anything is allowed: whoever was sent a code has no such device (RFC 8628 §5.4). */
export function deviceConfirmView(view: {
  locale: Locale;
  action: string;
  xsrf: string;
  application: string;
  userCode: string;
}): PageView {
  const say = deviceWords(view.locale);
  const hidden = { xsrf: view.xsrf, user_code: view.userCode };
  return {
    title: say.title,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.confirmTitle(view.application), lead: say.confirmLead })}
      <h2>${view.userCode}</h2>
      ${Alert({ tone: 'warn', title: say.warningTitle, text: say.warningText })}
      ${Form({ action: view.action, hidden: { ...hidden, confirm: 'yes' }, children: Button({ label: say.allow, full: true }) })}
      ${Form({ action: view.action, hidden: { ...hidden, abort: 'yes' }, children: Button({ label: say.abort, tone: 'secondary', full: true }) })}`,
  };
}

export function deviceDoneView(view: { locale: Locale; application: string }): PageView {
  const say = deviceWords(view.locale);
  return {
    title: say.doneTitle,
    screen: 'card',
    body: html`${PageHeader({ title: say.doneTitle, lead: say.doneText(view.application) })}`,
  };
}
