import type { PageView, StaffMember } from '@onecampus/http';
import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  Columns,
  DescriptionList,
  Form,
  fieldId,
  type Html,
  html,
  type Locale,
  PageHeader,
} from '@onecampus/pages';
import { fieldNames } from '../rules/file-faults.ts';
import type { showSource } from '../use-cases/show-source.ts';
import { feedsFrame, feedsPath } from './frame.ts';
import { words } from './words.ts';

type Known = Awaited<ReturnType<typeof showSource>>;
interface Upload extends Known {
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly fileMissing?: boolean;
}

export function uploadView(upload: Upload): PageView {
  const { visitor, locale, university, source, fileMissing } = upload;
  const say = words(locale);
  return {
    title: say.upload,
    ...feedsFrame(visitor, locale, university),
    body: html`
      ${PageHeader({ title: say.upload, lead: `${university.shortName[locale]} · ${source.label}`, back: { href: feedsPath(university), label: say.back } })}
      ${fileMissing ? Alert({ tone: 'error', title: say.noFile }) : null}
      ${Columns({ main: UploadForm(upload), side: Remembered(upload) })}`,
  };
}

function UploadForm({ source, locale }: Upload): Html {
  const say = words(locale);
  const id = fieldId('roll');
  return Card({
    children: Form({
      action: `/sources/${source.id}/imports`,
      enctype: 'multipart/form-data',
      children: html`
        ${
          // Before the file, so that the answer is known when the file begins to arrive.
          Object.keys(source.mapping.columns).length > 0
            ? CheckboxField({ label: say.forgetHeadings, name: 'forget_headings' })
            : null
        }
        <div class="field">
          <label for=${id}>${say.file}</label>
          <p class="field-hint" id=${`${id}-hint`}>${say.fileHint}</p>
          <input class="input" type="file" id=${id} name="roll" accept=".csv,.txt,.zip,text/csv,text/plain,application/zip" required aria-describedby=${`${id}-hint`} />
        </div>
        <p>${say.checkText}</p>
        ${Actions({ children: Button({ label: say.check, busyLabel: say.checking }) })}`,
    }),
  });
}

function Remembered({ source, locale }: Upload): Html {
  const say = words(locale);
  const columns = Object.entries(source.mapping.columns);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    source.shrinkLimit,
  );
  return Card({
    title: say.remembered,
    children: html`
      ${
        columns.length === 0
          ? html`<p>${say.rememberedNone}</p>`
          : DescriptionList({
              items: columns.map(([heading, field]) => ({ term: heading, description: fieldNames[field][locale] })),
            })
      }
      <p>${say.limit(share)}</p>`,
  });
}
