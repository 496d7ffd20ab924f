export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank between the neighbours, so that the median of an even number lies between the middle two. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}

/** `312–401, 5 rounds`. */
export function spreadOf(values: readonly number[]): string {
  return `${readable(Math.min(...values))}–${readable(Math.max(...values))}, ${values.length} rounds`;
}

/** Three figures that mean something: 1 234 567, 312, 4.56, 0.123. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return size >= 10 ? value.toFixed(1) : size >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}
