import { blockKinds, blockScopes, type ListedBlock } from '@onecampus/directory';
import {
  Button,
  Card,
  CheckboxField,
  DescriptionList,
  Disclosure,
  Field,
  Form,
  type Html,
  html,
  SelectField,
  TextAreaField,
} from '@onecampus/pages';
import { standingBlocks } from '../rules/standing-blocks.ts';
import { issuedByField } from './issued-by-field.ts';
import type { ReaderPage } from './reader-page.ts';
import { lastDay, zoneOf } from './validity.ts';
import { blockWords, kindNames, money, placeOf, scopeName } from './words/block-words.ts';

/** What the reader may not do for now, in every library; the texts for ourselves are those of the librarian's own. */
export function readerBlocksView(view: ReaderPage): Html {
  const { locale, reader } = view;
  const words = blockWords(locale);
  const standing = standingBlocks(reader.blocks, reader.now);
  const over = reader.blocks.filter((block) => !standing.includes(block));
  return Card({
    title: words.title,
    children: html`
      ${standing.length === 0 ? html`<p>${words.none}</p>` : standing.map((block) => oneBlock(view, block))}
      ${over.length > 0 ? Disclosure({ summary: words.lifted, children: html`<ul>${over.map((block) => pastBlock(view, block))}</ul>` }) : null}
      ${reader.own ? null : Disclosure({ summary: words.set, children: newBlock(view) })}
    `,
  });
}

function oneBlock(view: ReaderPage, block: ListedBlock): Html {
  const { locale, reader, visitor } = view;
  const words = blockWords(locale);
  const note = reader.notes.get(block.id);
  const amount = money(locale, block);
  const ours = visitor.universityIds.includes(block.universityId);
  const facts = [
    { term: words.what, description: kindNames(locale, block.kinds, 'staff') },
    { term: words.where, description: placeOf(locale, block, reader.universities) },
    { term: words.how, description: endOf(view, block) },
    ...(amount === undefined ? [] : [{ term: words.amount, description: amount }]),
    { term: words.why, description: block.publicText },
    ...(note === undefined ? [] : [{ term: words.note, description: note }]),
  ];
  const by = reader.universities.find((one) => one.id === block.universityId)?.shortName[locale] ?? '';
  return html`
    ${DescriptionList({ items: facts })}
    ${!ours || reader.own ? html`<p class="field-hint">${words.foreign(by)}</p>` : liftForm(view, block)}
  `;
}

function liftForm({ locale, reader }: ReaderPage, block: ListedBlock): Html {
  const words = blockWords(locale);
  return Form({
    action: `/readers/${reader.personId}/blocks/${block.id}/lift`,
    hidden: { university: block.universityId },
    label: words.lift,
    children: html`
      ${Field({ label: words.liftReason, hint: words.liftReasonHint, name: 'reason', id: `lift-${block.id}`, maxlength: 300, required: true })}
      <div class="actions">${Button({ label: words.lift, tone: 'secondary' })}</div>`,
  });
}

function pastBlock(view: ReaderPage, block: ListedBlock): Html {
  const words = blockWords(view.locale);
  const end = block.releaseReason === undefined ? words.ended : words.liftedAs(block.releaseReason);
  return html`<li>${kindNames(view.locale, block.kinds, 'staff')}, ${placeOf(view.locale, block, view.reader.universities)}: ${block.publicText} (${end})</li>`;
}

function endOf({ locale, reader }: ReaderPage, block: ListedBlock): string {
  const words = blockWords(locale);
  if (block.until === undefined) return words.untilLifted;
  return words.until(lastDay(locale, block.until, zoneOf(reader.universities, block.universityId)));
}

function newBlock(view: ReaderPage): Html {
  const { locale, reader } = view;
  const words = blockWords(locale);
  return Form({
    action: `/readers/${reader.personId}/blocks`,
    label: words.set,
    children: html`
      ${issuedByField(view, 'block')}
      <fieldset class="field"><legend>${words.what}</legend>
        ${blockKinds.map((kind) => CheckboxField({ label: words[kind], name: kind, checked: kind === 'loan' }))}</fieldset>
      ${SelectField({
        label: words.where,
        name: 'scope',
        width: 'medium',
        value: 'university',
        options: blockScopes.map((scope) => ({ value: scope, label: scopeName(locale, scope) })),
      })}
      ${Field({ label: words.libraryCode, hint: words.libraryCodeHint, name: 'library', code: true, width: 'medium', maxlength: 64, autocomplete: 'off' })}
      ${Field({ label: words.publicText, hint: words.publicTextHint, name: 'public_text', maxlength: 300, required: true })}
      ${TextAreaField({ label: words.privateText, hint: words.privateTextHint, name: 'private_text', rows: 2, maxlength: 1_000 })}
      ${Field({ label: words.amount, hint: words.amountHint, name: 'amount', inputmode: 'decimal', width: 'short', maxlength: 12, autocomplete: 'off' })}
      ${Field({ label: words.untilDay, hint: words.untilDayHint, name: 'until', type: 'date', width: 'medium' })}
      <div class="actions">${Button({ label: words.set, tone: 'danger', busyLabel: words.setting })}</div>`,
  });
}
