import type { ActuateDeps } from "../../lib/app/actuate/deps.ts";

/** The process died: whatever it would still have done does not happen. */
export class Crash extends Error {}

export type CrashPlan = {
  /** The port call that it dies at, counted from 0; a larger number than there are calls: it lives. */
  readonly atCall: number;
  /** Whether that call still takes effect: the answer was lost, or the request. */
  readonly takesEffect: boolean;
};

const PORTS = ["control", "breakers", "incidents", "ledger", "leases", "catalogue", "baselines"] as const;

/** The same dependencies for one run of a process that dies as planned. Every port call counts, telling included. */
export function mortal(deps: ActuateDeps, plan: CrashPlan): ActuateDeps {
  let calls = 0;
  const call = async <T>(perform: () => Promise<T>): Promise<T> => {
    const index = calls++;
    if (index > plan.atCall || (index === plan.atCall && !plan.takesEffect)) throw new Crash();
    const answer = await perform();
    if (index === plan.atCall) throw new Crash();
    return answer;
  };
  return { ...intercepted(deps, call), tell: (news) => call(() => deps.tell(news)) };
}

/** Every method of every port goes through `call`. */
export function intercepted(
  deps: ActuateDeps,
  call: <T>(perform: () => Promise<T>) => Promise<T>,
): ActuateDeps {
  const ports = PORTS.map((port) => {
    const methods = Object.entries(deps[port]).map(([name, method]) => [
      name,
      typeof method === "function"
        ? (...args: unknown[]) => call(async () => method.apply(deps[port], args))
        : method,
    ]);
    return [port, Object.fromEntries(methods)];
  });
  return { ...deps, ...Object.fromEntries(ports) };
}
