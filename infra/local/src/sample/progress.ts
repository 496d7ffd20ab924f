import cliProgress from 'cli-progress';

/** One line that grows: what is being done and how far it is. Off a terminal, a line at each tenth. */
export interface Progress {
  begin(what: string, total: number): void;
  at(value: number): void;
  end(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return plainProgress(stream);
  const bar = new cliProgress.SingleBar(
    {
      format: '  {what} [{bar}] {percentage} %  {value}/{total}',
      barsize: 30,
      hideCursor: true,
      clearOnComplete: false,
      stream,
    },
    cliProgress.Presets.shades_classic,
  );
  return {
    begin: (what, total) => bar.start(total, 0, { what: what.padEnd(28) }),
    at: (value) => bar.update(value),
    end: () => {
      bar.update(bar.getTotal());
      bar.stop();
    },
  };
}

function plainProgress(stream: NodeJS.WriteStream): Progress {
  let what = '';
  let total = 1;
  let told = 0;
  const tell = (value: number) => {
    const tenth = Math.floor((value / total) * 10);
    if (tenth <= told) return;
    told = tenth;
    stream.write(`  ${what}: ${Math.min(tenth, 10) * 10} %\n`);
  };
  return {
    begin: (name, all) => {
      what = name;
      total = Math.max(1, all);
      told = 0;
    },
    at: tell,
    end: () => tell(total),
  };
}
