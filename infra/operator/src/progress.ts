/** How far long work has come. Goes to standard error: standard output stays the answer alone. */
export interface Progress {
  /** `total` where it is known; a bar is drawn then. */
  at(done: number, total?: number): void;
  /** The line is whole again; nothing where nothing was shown. */
  end(): void;
}

const cells = 24;
const redraw_ms = 100;
/** A file or a pipe keeps every line, so it gets few of them. */
const note_ms = 5_000;

/**
 * One line that is drawn anew on a terminal; elsewhere a plain line every five seconds; nothing for a program.
 * @param unit what is counted, e.g. `rows`.
 */
export function createProgress(
  unit: string,
  to: {
    readonly silent: boolean;
    readonly stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
    readonly now: () => number;
  },
): Progress {
  const { silent, stream, now } = to;
  let shownAt = stream.isTTY ? Number.NEGATIVE_INFINITY : now();
  let shown = false;
  return {
    at: (done, total) => {
      if (silent || now() - shownAt < (stream.isTTY ? redraw_ms : note_ms)) return;
      shownAt = now();
      const line = lineOf(done, total, unit);
      stream.write(stream.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = true;
    },
    end: () => {
      if (shown && stream.isTTY) stream.write('\r\u001b[2K');
      shown = false;
    },
  };
}

function lineOf(done: number, total: number | undefined, unit: string): string {
  const count = done.toLocaleString('en-GB');
  if (total === undefined || total <= 0) return `${count} ${unit}`;
  const share = Math.min(1, done / total);
  const full = Math.floor(share * cells);
  return `[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${Math.floor(share * 100)} %  ${count} of ${total.toLocaleString('en-GB')} ${unit}`;
}
