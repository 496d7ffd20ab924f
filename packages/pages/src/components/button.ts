import { type Children, type Html, html } from '../html.ts';
import { names } from './names.ts';

export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'quiet';

export interface ButtonProps {
  label: Children;
  tone?: ButtonTone | undefined;
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Sends the form elsewhere than its own action. */
  formaction?: string | undefined;
  /** Sends the form without the browser's own checks, for «Назад» and «Отмена». */
  formnovalidate?: boolean | undefined;
  /** Shown while the answer is awaited, where scripts run. */
  busyLabel?: string | undefined;
  /** Fills the width of its card. */
  full?: boolean | undefined;
}

/** Something that happens when pressed. One primary button a form; `danger` for what cannot be taken back. */
export function Button(props: ButtonProps): Html {
  return html`<button class=${names('button', `button-${props.tone ?? 'primary'}`, props.full && 'button-full')} type=${props.type ?? 'submit'}
    name=${props.name} value=${props.value} formaction=${props.formaction} formnovalidate=${props.formnovalidate === true}
    data-busy-label=${props.busyLabel}>${props.label}</button>`;
}

export interface LinkButtonProps {
  label: Children;
  href: string;
  tone?: ButtonTone | undefined;
  full?: boolean | undefined;
}

/** Goes to another page but weighs as much as a button beside it. */
export function LinkButton({ label, href, tone, full }: LinkButtonProps): Html {
  return html`<a class=${names('button', `button-${tone ?? 'secondary'}`, full && 'button-full')} href=${href}>${label}</a>`;
}

/** Buttons in a row; under each other where the row is too narrow. */
export function Actions({ children }: { children: Children }): Html {
  return html`<div class="actions">${children}</div>`;
}
