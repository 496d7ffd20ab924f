import { uuidv7 } from '@onecampus/runtime';
import type { CityCard } from './access-city.ts';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { type KeepAlivePost, openKeepAlivePost } from './keep-alive-post.ts';
import { arrive, type Load, saturate } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { median, percentile, readable, spreadOf } from './statistics.ts';

export type EvaluationPeer = {
  readonly name: string;
  readonly port: number;
  readonly process: MeasuredProcess;
  /** Its answers are decisions, and are checked. */
  readonly decides: boolean;
};

type Round = { readonly rate: number; readonly cpu_us: number | undefined };

/** Request ids as a terminal makes them: its start, and a running number. */
const boot = uuidv7();
let asked = 0;

const connections = 16;
const open_loop_connections = 32;

/** AuthZEN evaluations of one terminal over kept connections, in turns, against node:http itself. */
export async function benchEvaluations(options: {
  readonly peers: readonly EvaluationPeer[];
  readonly base: EvaluationPeer;
  readonly token: string;
  readonly zone: string;
  readonly cards: readonly CityCard[];
  readonly pace: Pace;
  readonly wrong: WrongAnswers;
}): Promise<BenchRow[]> {
  const { peers, base, pace, wrong } = options;
  const rounds = new Map(peers.map((peer) => [peer, [] as Round[]]));
  const measure = async (peer: EvaluationPeer, seconds: number): Promise<Round> => {
    const before = peer.process.cpuSeconds();
    const load = await withConnections(peer, connections, options, (action) =>
      saturate({ users: connections, seconds, action }),
    );
    const after = peer.process.cpuSeconds();
    wrong.add(load);
    const cpu_us = before === undefined || after === undefined ? undefined : ((after - before) * 1e6) / load.completed;
    return { rate: load.completed_per_second, cpu_us };
  };

  for (const peer of peers) await measure(peer, pace.warm_seconds);
  for (let number = 0; number < pace.rounds; number += 1) {
    for (let turn = 0; turn < peers.length; turn += 1) {
      const peer = peers[(turn + number) % peers.length]!;
      rounds.get(peer)!.push(await measure(peer, pace.round_seconds));
    }
    const said = peers.map((peer) => `${peer.name} ${readable(rounds.get(peer)!.at(-1)!.rate)}/s`);
    progress(`evaluations ${number + 1}/${pace.rounds}: ${said.join(', ')}`);
  }

  const half = median(rounds.get(peers[0]!)!.map(({ rate }) => rate)) / 2;
  const calm: BenchRow[] = [];
  for (const peer of peers) {
    const load = await withConnections(peer, open_loop_connections, options, (action) =>
      arrive({ users: open_loop_connections, seconds: pace.round_seconds, per_second: half, action }),
    );
    wrong.add(load);
    for (const percent of [50, 99]) {
      calm.push({
        name: `evaluation at ${readable(half)}/s, ${peer.name}, p${percent}`,
        value: percentile(load.latencies_ms, percent),
        unit: 'ms',
      });
    }
  }
  return [
    ...peers.map((peer) => compared('evaluations', '1/s', peer, base, rounds, ({ rate }) => rate)),
    ...peers.map((peer) =>
      compared('server CPU per evaluation', 'µs', peer, base, rounds, ({ cpu_us }) => cpu_us ?? Number.NaN),
    ),
    ...calm,
  ];
}

function compared(
  what: string,
  unit: string,
  peer: EvaluationPeer,
  base: EvaluationPeer,
  rounds: ReadonlyMap<EvaluationPeer, readonly Round[]>,
  pick: (round: Round) => number,
): BenchRow {
  const [mine, theirs] = [rounds.get(peer)!.map(pick), rounds.get(base)!.map(pick)];
  return {
    name: `${what}, ${peer.name}`,
    value: median(mine),
    unit,
    spread: spreadOf(mine),
    ...(peer === base ? {} : { ratio: { to: base.name, value: median(mine.map((value, n) => value / theirs[n]!)) } }),
  };
}

async function withConnections(
  peer: EvaluationPeer,
  count: number,
  { token, zone, cards }: { token: string; zone: string; cards: readonly CityCard[] },
  run: (action: (user: number) => Promise<void>) => Promise<Load>,
): Promise<Load> {
  const head = `POST /access/v1/evaluation HTTP/1.1\r\nHost: access.bench\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
  const open: KeepAlivePost[] = await Promise.all(Array.from({ length: count }, () => openKeepAlivePost(peer.port)));
  let next = 0;
  try {
    return await run(async (user) => {
      next = (next + 7_919) % cards.length;
      const card = cards[next]!;
      asked += 1;
      const answer = await open[user]!.send(`${head}X-Request-ID: ${boot}:${asked}\r\n`, bodyOf(card, zone));
      const expected = peer.decides ? `{"decision":${card.opens},` : '{"subject":';
      if (!answer.startsWith(expected)) throw new Error(`unexpected answer: ${answer.slice(0, 80)}`);
    });
  } finally {
    for (const one of open) one.close();
  }
}

function bodyOf({ number }: CityCard, zone: string): string {
  return `{"subject":{"type":"credential","id":"${number}"},"action":{"name":"enter"},"resource":{"type":"zone","id":"${zone}"}}`;
}
