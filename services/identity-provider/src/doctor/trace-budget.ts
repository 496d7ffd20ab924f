/** What is counted about one step: whose application, from where it came, and how it ended. */
export interface CountedStep {
  readonly clientId: string;
  /** From where the request came; nothing of it is kept but that it is the same place. */
  readonly source: string;
  /** What is alike: the step, the error and the finding. */
  readonly kind: string;
  readonly outcome: 'ok' | 'refused' | 'waiting';
}

/** Of one application in a minute and process: enough to see what is wrong, and no flood fills the table or the database. */
const refused_a_minute = 60;
const others_a_minute = 240;
/** Of these from one place: whoever floods hides himself and nobody else. */
const refused_of_source_a_minute = 20;
const alike_of_source_a_minute = 5;
const others_of_source_a_minute = 120;
/** Of one place in a minute so many are looked at; of the rest it is known that they were. */
const looks_of_source_a_minute = 60;
const counters_max = 20_000;
const folds_max = 1_000;

export interface TraceBudget<Step> {
  /** Whether a step need not even be looked at: nothing of it would be seen but the number. Counts it there. */
  isSpent(step: Omit<CountedStep, 'kind'>): boolean;
  /** `true`: to be written. Otherwise a refusal is kept as the last of its kind from there, with their number. */
  admit(step: CountedStep, whole: Step): boolean;
  /** The last of each kind that was not written, and how many there were; they are kept no longer. */
  takeFolded(): { readonly step: Step; readonly count: number }[];
  /** Whether something waits to be taken. */
  hasFolded(): boolean;
}

/**
 * Bounds what the doctor of an application is told, by application and by the place that requests come from. What is beyond
 * is folded and not dropped: the first ones of each kind are there, and the last one with how many there were.
 *
 * @param minute of this moment; the budgets begin anew with each.
 */
export function traceBudget<Step>(minute: () => number): TraceBudget<Step> {
  let present = Number.NaN;
  const counters = new Map<string, number>();
  const folded = new Map<string, { step: Step; count: number }>();

  const count = (name: string): number => {
    const now = minute();
    if (now !== present || counters.size > counters_max) {
      present = now;
      counters.clear();
    }
    const next = (counters.get(name) ?? 0) + 1;
    counters.set(name, next);
    return next;
  };
  const placeOf = ({ clientId, source }: Pick<CountedStep, 'clientId' | 'source'>) => `${clientId}\n${source}\n`;

  return {
    isSpent: (step) => {
      const { clientId, source, outcome } = step;
      if (count(`look ${outcome === 'refused'} ${clientId} ${source}`) <= looks_of_source_a_minute) return false;
      if (outcome !== 'refused') return count(`seen ${clientId} ${source}`) > others_of_source_a_minute;
      for (const [name, fold] of folded) {
        if (!name.startsWith(placeOf(step))) continue;
        fold.count += 1;
        break;
      }
      return true;
    },
    admit: (step, whole) => {
      const { clientId, source, outcome, kind } = step;
      const refused = outcome === 'refused';
      const fits =
        (!refused || count(`alike ${clientId} ${source} ${kind}`) <= alike_of_source_a_minute) &&
        count(`of ${refused} ${clientId} ${source}`) <=
          (refused ? refused_of_source_a_minute : others_of_source_a_minute) &&
        count(`all ${refused} ${clientId}`) <= (refused ? refused_a_minute : others_a_minute);
      if (fits || !refused) return fits;
      const name = `${placeOf(step)}${kind}`;
      const known = folded.get(name);
      if (known) Object.assign(known, { step: whole, count: known.count + 1 });
      else if (folded.size < folds_max) folded.set(name, { step: whole, count: 1 });
      return false;
    },
    takeFolded: () => {
      const taken = [...folded.values()];
      folded.clear();
      return taken;
    },
    hasFolded: () => folded.size > 0,
  };
}
