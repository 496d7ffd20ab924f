/**
 * Loaded before a program (`node --import`), makes its clock go wrong by CLOCK_AHEAD_MS, and nothing else of the machine's:
 * what the system's own `faketime` does to a process, for programs that ask the time of JavaScript alone. Timers, which
 * measure how long and not when, go on as they are.
 */
const ahead_ms = Number(process.env['CLOCK_AHEAD_MS'] ?? 0);
const Real = Date;
const now = () => Real.now() + ahead_ms;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, asked) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, asked === globalThis.Date ? target : asked),
  apply: () => new Real(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
