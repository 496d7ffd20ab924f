import { type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface ChoiceListProps {
  label: string;
  /** With `href` a link; with `name` and `value` a submit button of the form around the list. */
  choices: readonly ({ title: string; detail?: string | undefined } & (
    | { href: string }
    | { name: string; value: string }
  ))[];
}

/** Large rows to choose from with one press, e.g. the universities on the sign-in page. */
export function ChoiceList({ label, choices }: ChoiceListProps): Html {
  return html`<ul class="choices" aria-label=${label}>${choices.map((choice) => {
    const words = html`<span class="choice-words"><span class="choice-title">${choice.title}</span>${
      choice.detail ? html`<span class="choice-detail">${choice.detail}</span>` : null
    }</span>${Icon({ name: 'forward' })}`;
    return html`<li>${
      'href' in choice
        ? html`<a class="choice" href=${choice.href}>${words}</a>`
        : html`<button class="choice" type="submit" name=${choice.name} value=${choice.value}>${words}</button>`
    }</li>`;
  })}</ul>`;
}
