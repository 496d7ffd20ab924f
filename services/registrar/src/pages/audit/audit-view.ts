import {
  Actions,
  Button,
  Card,
  Code,
  DescriptionList,
  EmptyState,
  Field,
  Form,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Pagination,
  SelectField,
  Stack,
  StatusBadge,
} from '@onecampus/pages';
import type { AuditPage } from '../../use-cases/list-audit.ts';
import type { ChainStatus } from '../../use-cases/show-chain-status.ts';
import { consolePath } from '../console/console-frame.ts';
import { CopyValues } from '../console/copy-values.ts';
import type { Seen } from '../console/seen.ts';
import { auditNouns, nounWord } from './action-words.ts';
import { AuditTable } from './audit-table.ts';
import { auditWords } from './audit-words.ts';

interface Asked {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly before?: string | undefined;
}

interface Shown {
  readonly seen: Seen;
  readonly page: AuditPage;
  readonly asked: Asked;
  readonly status: ChainStatus;
}

export function auditView(shown: Shown) {
  const say = auditWords(shown.seen.locale);
  return {
    title: say.audit,
    body: html`
      ${PageHeader({ title: say.audit, lead: say.lead })}
      ${Stack({ children: [Filter(shown), Entries(shown)] })}
      <div class="columns"><div class="stack">${Chain(shown)}</div><div class="stack">${Export(shown)}</div></div>`,
  };
}

function Filter({ seen, asked }: Shown): Html {
  const say = auditWords(seen.locale);
  const path = `${consolePath(seen.university)}/audit`;
  const narrowed = Object.values(asked).some((one) => one !== undefined);
  return Card({
    children: Form({
      action: path,
      method: 'get',
      inline: true,
      label: say.filter,
      children: html`
        ${Field({ label: say.who, name: 'who', value: asked.who, hint: say.whoHint, autocomplete: 'off', maxlength: 254 })}
        ${SelectField({
          label: say.what,
          name: 'what',
          value: asked.what,
          placeholder: say.anything,
          options: auditNouns.map((noun) => ({ value: noun, label: nounWord(seen.locale, noun) })),
        })}
        ${Field({ label: say.from, name: 'from', type: 'date', value: asked.from })}
        ${Field({ label: say.until, name: 'until', type: 'date', value: asked.until })}
        ${Actions({
          children: [
            Button({ label: say.show, tone: 'secondary' }),
            narrowed ? LinkButton({ label: say.reset, href: path, tone: 'quiet' }) : null,
          ],
        })}`,
    }),
  });
}

function Entries({ seen, page, asked }: Shown): Html {
  const say = auditWords(seen.locale);
  if (page.nobody) return EmptyState({ title: say.nobody, text: say.nobodyText });
  if (page.lines.length === 0) return EmptyState({ title: say.none, text: say.noneText });
  const path = `${consolePath(seen.university)}/audit`;
  const query = (before?: string) => {
    const kept = Object.entries({ ...asked, before }).filter((one): one is [string, string] => one[1] !== undefined);
    return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
  };
  return Stack({
    children: [
      Card({ flush: true, children: AuditTable({ seen, page }) }),
      page.further || asked.before
        ? Pagination({
            label: say.pages,
            previous: asked.before ? { href: query(), label: say.toFirst } : undefined,
            next: page.further ? { href: query(page.lines.at(-1)!.id), label: say.further } : undefined,
          })
        : null,
    ],
  });
}

function Chain({ seen, status }: Shown): Html {
  const { locale, university, universities } = seen;
  const say = auditWords(locale);
  const date = (at: Date) => formatDateTime(locale, at, university.timeZone);
  const number = (n: number) => formatNumber(locale, n);
  const nameOf = (witness: string) =>
    universities.find((one) => one.id === witness || one.slug === witness)?.shortName[locale] ?? witness;
  return Card({
    title: say.chain,
    children: DescriptionList({
      items: [
        {
          term: say.chainedUntil,
          description: html`${number(status.n)} ${
            status.unchainedSince
              ? StatusBadge({ tone: 'info', label: say.unchained(date(status.unchainedSince)) })
              : StatusBadge({ tone: 'ok', label: say.upToDate })
          }`,
        },
        {
          term: say.checkpoint,
          description: status.checkpoint
            ? say.checkpointAt(number(status.checkpoint.n), date(new Date(status.checkpoint.at)))
            : say.noCheckpoint,
        },
        {
          term: say.witnesses,
          description:
            status.witnesses.length === 0
              ? say.noWitnesses
              : html`<ul class="plain-list">${status.witnesses.map(
                  (one) => html`<li>${say.witness(nameOf(one.witness), number(one.n), date(one.at))}</li>`,
                )}</ul>`,
        },
        { term: say.operatorKey, description: Code({ value: status.operatorKey }) },
      ],
    }),
  });
}

function Export({ seen }: Shown): Html {
  const say = auditWords(seen.locale);
  const file = `audit-${seen.university.slug}.ndjson`;
  return Card({
    title: say.export,
    children: html`<p>${say.exportText}</p>
      ${CopyValues({ values: [{ label: say.command, value: `pnpm campus audit verify ${file}` }] })}
      <p class="soft">${say.exportHow}</p>`,
    actions: LinkButton({ label: say.exportButton, href: `${consolePath(seen.university)}/audit/export` }),
  });
}
