import { type Children, type Html, html } from '@onecampus/pages';

/** What is put into another system, each with its name there; one press selects the whole of it. */
export function CopyValues({
  values,
}: {
  readonly values: readonly { readonly label: string; readonly value: string; readonly note?: Children }[];
}): Html {
  return html`<div class="copy-list">${values.map(
    ({ label, value, note }) =>
      html`<div><p class="copy-label" translate="no">${label}</p><pre class="copy-value" translate="no" tabindex="0">${value}</pre>${
        note ? html`<p class="field-hint">${note}</p>` : null
      }</div>`,
  )}</div>`;
}
