/**
 * Who waits for a hash. Two lanes of the same length, served in turns: one of people whom we know (an account's own browser,
 * somebody who is signed in), one of strangers. Among strangers networks are served in turns, and where their lane is full
 * the network that has most in it gives way: it may use the whole lane while nobody else wants it, but it cannot keep it.
 * (Fair queueing with dropping from the longest queue: Nagle, RFC 970; RFC 8290 §4.1.)
 */
export interface FairQueue<Job> {
  /** Whether `add` would take a job. `network` is a stranger's; `undefined` is somebody whom we know. */
  hasRoom(network: string | undefined): boolean;
  /** Takes a job if there is room; `onGiveWay` is called for the job that had to leave for it. */
  add(job: Job, network: string | undefined, onGiveWay: (job: Job) => void): boolean;
  next(): Job | undefined;
  /** Takes everything out. */
  clear(): Job[];
}

export function fairQueue<Job>(lane_max: number): FairQueue<Job> {
  let known: Job[] = [];
  // In the order in which networks are served: whoever was served goes to the end.
  const networks = new Map<string, Job[]>();
  let strangers = 0;
  let strangersNext = false;

  /** The network that has most waiting, if that is more than `network` would have with one more. */
  const longerThan = (network: string): Job[] | undefined => {
    let longest = networks.get(network) ?? [];
    const own = longest.length + 1;
    for (const jobs of networks.values()) if (jobs.length > longest.length) longest = jobs;
    return longest.length > own ? longest : undefined;
  };
  const nextStranger = (): Job | undefined => {
    const [first] = networks;
    if (!first) return undefined;
    const [network, jobs] = first;
    const job = jobs.shift();
    networks.delete(network);
    if (jobs.length > 0) networks.set(network, jobs);
    strangers -= 1;
    return job;
  };
  const hasRoom = (network: string | undefined): boolean => {
    if (network === undefined) return known.length < lane_max;
    return strangers < lane_max || longerThan(network) !== undefined;
  };

  return {
    hasRoom,
    add: (job, network, onGiveWay) => {
      if (!hasRoom(network)) return false;
      if (network === undefined) {
        known.push(job);
        return true;
      }
      if (strangers < lane_max) strangers += 1;
      else onGiveWay(longerThan(network)!.pop()!);
      const jobs = networks.get(network);
      if (jobs) jobs.push(job);
      else networks.set(network, [job]);
      return true;
    },
    next: () => {
      const turn = strangersNext;
      strangersNext = !turn;
      if (turn) return nextStranger() ?? known.shift();
      return known.shift() ?? nextStranger();
    },
    clear: () => {
      const all = [...known, ...[...networks.values()].flat()];
      known = [];
      networks.clear();
      strangers = 0;
      return all;
    },
  };
}
