import type { Load } from './load.ts';

/** How long and how often; everything else of a bench is the same in its short form. */
export type Pace = { readonly rounds: number; readonly round_seconds: number; readonly warm_seconds: number };

export function paceOf(short: boolean): Pace {
  return short ? { rounds: 2, round_seconds: 1, warm_seconds: 1 } : { rounds: 8, round_seconds: 2, warm_seconds: 4 };
}

/** Collects wrong answers over a whole bench, so that none is lost between the rounds. */
export class WrongAnswers {
  readonly #texts = new Map<string, number>();

  add(load: Pick<Load, 'errors'>): void {
    for (const [text, count] of load.errors) this.#texts.set(text, (this.#texts.get(text) ?? 0) + count);
  }

  get count(): number {
    return [...this.#texts.values()].reduce((sum, one) => sum + one, 0);
  }

  describe(): string[] {
    return [...this.#texts].map(([text, count]) => `${count} × ${text}`);
  }
}

export function progress(text: string): void {
  console.error(`  ${text}`);
}
