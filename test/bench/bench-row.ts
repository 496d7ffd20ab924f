/** One line of what `pnpm bench` prints. */
export type BenchRow = {
  /** What was measured, so that it can be read without the line above it. */
  name: string;
  /** The median over the rounds; a count where `unit` is a count. */
  value: number;
  /** `1/s`, `ms`, `µs` … A row whose unit is `errors` counts wrong answers: anything but 0 marks the whole run. */
  unit: string;
  /** `value` divided by that of `to`, of the same round; the median over the rounds. */
  ratio?: { to: string; value: number };
  /** `min–max, n rounds`. */
  spread?: string;
};
