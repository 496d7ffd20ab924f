import type { PageView, StaffMember } from '@onecampus/http';
import { Alert, Button, EmptyState, Field, Form, type Html, html, type Locale, PageHeader } from '@onecampus/pages';
import { type PinFault, pin_digits_max, pin_digits_min } from '../rules/pin.ts';
import { frame } from './frame.ts';
import { pinWords } from './words/pin-words.ts';

export interface OwnPinPage {
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly pin: 'not_in_use' | 'none' | 'set';
  readonly done?: 'set' | undefined;
  readonly refused?: PinFault | 'differs';
}

export function ownPinView(view: OwnPinPage): PageView {
  const { visitor, locale, pin } = view;
  const words = pinWords(locale);
  return {
    ...frame(visitor, locale, '/my'),
    title: words.title,
    ...(view.refused ? { status: 422, stateTone: 'refused' as const } : {}),
    body: html`
      ${PageHeader({ title: words.title, lead: words.lead, back: { href: '/my', label: words.back } })}
      ${view.done ? Alert({ tone: 'ok', title: words.done, text: words.doneText }) : null}
      ${pin === 'not_in_use' ? EmptyState({ title: words.notInUse, text: words.notInUseText }) : pinForm(view)}
    `,
  };
}

function pinForm({ locale, pin, done, refused }: OwnPinPage): Html {
  const words = pinWords(locale);
  const faults = { not_digits: words.notDigits, too_simple: words.tooSimple, differs: words.differs };
  const digits = {
    type: 'password',
    inputmode: 'numeric',
    autocomplete: 'off',
    width: 'medium',
    required: true,
    minlength: pin_digits_min,
    maxlength: pin_digits_max,
  } as const;
  return html`
    ${done ? null : html`<p>${pin === 'set' ? words.set : words.none}</p>`}
    ${Form({
      action: '/my/pin',
      label: words.title,
      children: html`
        ${Field({ ...digits, label: words.pin, hint: words.hint, name: 'pin', error: refused && refused !== 'differs' ? faults[refused] : undefined })}
        ${Field({ ...digits, label: words.again, name: 'again', error: refused === 'differs' ? faults.differs : undefined })}
        <div class="actions">${Button({ label: words.save, busyLabel: words.saving })}</div>
      `,
    })}
  `;
}
