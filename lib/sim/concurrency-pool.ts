import type { ReservedConcurrency } from "../domain/function-profile.ts";

/** The execution environments one function may use and does use. */
export type Slots = {
  reserved: ReservedConcurrency;
  readonly provisioned: number;
  /** Runs that outlast the step they started in. */
  inFlight: number;
  /** Environments kept busy on average by runs that start and end within the present step. */
  load: number;
};

/** The account's concurrency: what is reserved belongs to one function, the rest is shared by all others. */
export type ConcurrencyPool = {
  register(slots: Slots): void;
  /** Takes back everything that the function has set aside or uses. */
  retire(slots: Slots): void;
  /** Environments that the function could use more than now, >= 0, not a whole number. */
  free(slots: Slots): number;
  /** Most environments that the function may use, whatever others do. */
  ceiling(slots: Slots): number;
  use(slots: Slots, inFlight: number, load: number): void;
  release(slots: Slots, inFlight: number): void;
  /** Changes a reservation; whether it may be changed is the control plane's business. */
  reserve(slots: Slots, reserved: ReservedConcurrency): void;
  /** Limit less everything that is set aside for single functions. */
  unreserved(): number;
  /** In use by functions without a reservation, in flight and on average in this step. */
  unreservedInUse(): { inFlight: number; load: number };
  /** Runs that started and ended in the last step no longer count. */
  beginStep(): void;
};

export function concurrencyPool(limit: number): ConcurrencyPool {
  let setAside = 0;
  let inFlight = 0;
  let load = 0;

  const setAsideFor = (slots: Slots) =>
    slots.reserved === "unreserved" ? slots.provisioned : slots.reserved;
  const isShared = (slots: Slots) => slots.reserved === "unreserved";

  return {
    register(slots) {
      setAside += setAsideFor(slots);
    },
    retire(slots) {
      setAside -= setAsideFor(slots);
      if (isShared(slots)) inFlight -= slots.inFlight;
    },
    free(slots) {
      const used = slots.inFlight + slots.load;
      if (slots.reserved !== "unreserved") return Math.max(0, slots.reserved - used);
      return Math.max(0, slots.provisioned - used, limit - setAside - inFlight - load);
    },
    ceiling: (slots) =>
      slots.reserved === "unreserved" ? limit - setAside + slots.provisioned : slots.reserved,
    use(slots, moreInFlight, moreLoad) {
      slots.inFlight += moreInFlight;
      slots.load += moreLoad;
      if (!isShared(slots)) return;
      inFlight += moreInFlight;
      load += moreLoad;
    },
    release(slots, ended) {
      slots.inFlight -= ended;
      if (isShared(slots)) inFlight -= ended;
    },
    reserve(slots, reserved) {
      setAside -= setAsideFor(slots);
      if (isShared(slots)) inFlight -= slots.inFlight;
      slots.reserved = reserved;
      if (isShared(slots)) inFlight += slots.inFlight;
      setAside += setAsideFor(slots);
    },
    unreserved: () => limit - setAside,
    unreservedInUse: () => ({ inFlight, load }),
    beginStep() {
      load = 0;
    },
  };
}
