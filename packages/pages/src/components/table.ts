import { type Children, type Html, html } from '../html.ts';
import { names } from './names.ts';

export interface TableColumn {
  key: string;
  label: string;
  /** `end` for numbers, which are compared by their last digit. */
  align?: 'start' | 'end' | undefined;
  /** Never broken over lines: codes, dates, card numbers. */
  nowrap?: boolean | undefined;
  /** Names the row; read out before the row's other cells. */
  heading?: boolean | undefined;
}

export interface TableProps {
  caption: string;
  /** Keeps the caption for screen readers where a heading beside the table already says it. */
  captionHidden?: boolean | undefined;
  columns: readonly TableColumn[];
  rows: readonly Readonly<Record<string, Children>>[];
  /** What to say when there are no rows. */
  empty?: Children | undefined;
}

/**
 * Rows and columns. Where it finds too little room every row becomes a small sheet with its column labels beside the values;
 * the roles are written out because a table displayed as blocks is no longer announced as one.
 * The frame takes the focus so that a table broader than its frame can be scrolled from the keyboard.
 */
export function Table({ caption, captionHidden, columns, rows, empty }: TableProps): Html {
  return html`<div class="table-frame" role="region" tabindex="0" aria-label=${caption}><table class="table" role="table">
    <caption class=${names(captionHidden && 'visually-hidden')}>${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map(
      (column) =>
        html`<th scope="col" role="columnheader" class=${names(column.align === 'end' && 'cell-end')}>${column.label}</th>`,
    )}</tr></thead>
    <tbody role="rowgroup">
      ${rows.length === 0 && empty ? html`<tr role="row" class="row-empty"><td role="cell" colspan=${columns.length}>${empty}</td></tr>` : null}
      ${rows.map((row) => html`<tr role="row">${columns.map((column) => Cell({ column, value: row[column.key] }))}</tr>`)}
    </tbody>
  </table></div>`;
}

function Cell({ column, value }: { column: TableColumn; value: Children }): Html {
  const look = names(column.align === 'end' && 'cell-end', column.nowrap && 'cell-nowrap');
  return column.heading
    ? html`<th scope="row" role="rowheader" class=${look} data-label=${column.label}><span class="cell-value">${value}</span></th>`
    : html`<td role="cell" class=${look} data-label=${column.label}><span class="cell-value">${value}</span></td>`;
}
