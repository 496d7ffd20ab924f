import { type Html, html } from '@onecampus/pages';

/** What is pasted into another system, each with its name there; one press selects the whole of it. */
export function CopyValues({ values }: { values: readonly { label: string; value: string }[] }): Html {
  return html`<div class="copy-list">${values.map(
    ({ label, value }) =>
      html`<div><p class="copy-label">${label}</p><pre class="copy-value" translate="no" tabindex="0">${value}</pre></div>`,
  )}</div>`;
}
