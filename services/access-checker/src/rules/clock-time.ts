/** Minute of the day (0–1440) as it stands on a clock: 480 → `08:00`, 1440 → `24:00`. */
export function clockTime(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `08:00` → 480. */
export function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
