import { type Children, type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface KioskVerdictProps {
  tone: 'ok' | 'refused' | 'warn';
  /** The verdict in one or two words, e.g. «Проходите». */
  title: string;
  /** Whom it concerns. */
  name?: string | undefined;
  /** Why not, or until when, in a sentence for the person at the gate. */
  reason?: Children | undefined;
  /** What to do now. */
  whatToDo?: Children | undefined;
  /** Small print for the guard: zone, reason code, time. */
  detail?: Children | undefined;
}

const signs = { ok: 'ok', refused: 'error', warn: 'warn' } as const;

/** The answer of a gate, readable from three metres and without seeing its colour. */
export function KioskVerdict(props: KioskVerdictProps): Html {
  return html`<div class=${`verdict verdict-${props.tone}`} role=${props.tone === 'ok' ? 'status' : 'alert'}>
    <span class="verdict-sign">${Icon({ name: signs[props.tone] })}</span>
    <h1 class="verdict-title">${props.title}</h1>
    ${props.name ? html`<p class="verdict-name">${props.name}</p>` : null}
    ${props.reason ? html`<p class="verdict-reason">${props.reason}</p>` : null}
    ${props.whatToDo ? html`<p class="verdict-what">${props.whatToDo}</p>` : null}
    ${props.detail ? html`<p class="verdict-detail">${props.detail}</p>` : null}
  </div>`;
}

/** The gate at rest: what to do to be let in. */
export function KioskPrompt({ title, text }: { title: string; text?: Children | undefined }): Html {
  return html`<div class="verdict verdict-idle">
    <span class="verdict-sign">${Icon({ name: 'card' })}</span>
    <h1 class="verdict-title">${title}</h1>
    ${text ? html`<p class="verdict-reason">${text}</p>` : null}
  </div>`;
}
