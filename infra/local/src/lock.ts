import { readFile, rm, writeFile } from 'node:fs/promises';

/** Refuses a second start on the same data, in words; a lock whose process is gone is taken over. */
export async function takeLock(file: string): Promise<() => Promise<void>> {
  const other = Number(await readFile(file, 'utf8').catch(() => ''));
  if (other > 0 && other !== process.pid && (await isStart(other))) {
    throw new Error(
      `One Campus is running already as process ${other}; stop it first (Ctrl-C there), or use another folder with --data.`,
    );
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

async function isStart(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'start.ts');
  return command.includes('start.ts');
}
