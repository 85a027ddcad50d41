import { setImmediate as afterPresentTurn } from "node:timers/promises";

export type FunctionHandler = (payload: unknown) => Promise<unknown>;

/** How Lambda words an exception that a handler threw. */
export type FunctionFailure = { readonly errorType: string; readonly errorMessage: string };

export type InvocationOutcome =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "threw"; readonly failure: FunctionFailure };

/** Runs the code of the functions that have any: the guard's own. */
export type FunctionHost = {
  register(functionName: string, handler: FunctionHandler): void;
  has(functionName: string): boolean;
  run(functionName: string, payload: unknown): Promise<InvocationOutcome>;
  /** Accepts an asynchronous event; events run one after the other, in order, and are not retried. */
  enqueue(functionName: string, payload: unknown): void;
  /** Resolves when no accepted event is left, also none that another one caused. */
  idle(): Promise<void>;
  /** Asynchronous invocations that threw: nobody else would hear of them. */
  failedEvents(): readonly ({ readonly functionName: string } & FunctionFailure)[];
};

export function functionHost(): FunctionHost {
  const handlers = new Map<string, FunctionHandler>();
  const failed: ({ functionName: string } & FunctionFailure)[] = [];
  let lastEvent: Promise<void> = Promise.resolve();

  async function run(functionName: string, payload: unknown): Promise<InvocationOutcome> {
    const handler = handlers.get(functionName);
    if (handler === undefined) throw new RangeError(`no handler registered for ${functionName}`);
    try {
      return { kind: "returned", value: await handler(payload) };
    } catch (error) {
      return { kind: "threw", failure: describe(error) };
    }
  }

  return {
    register: (functionName, handler) => void handlers.set(functionName, handler),
    has: (functionName) => handlers.has(functionName),
    run,
    enqueue(functionName, payload) {
      lastEvent = lastEvent.then(async () => {
        // The caller has its 202 before the event runs.
        await afterPresentTurn();
        const outcome = await run(functionName, payload);
        if (outcome.kind === "threw") failed.push({ functionName, ...outcome.failure });
      });
    },
    async idle() {
      for (let awaited: Promise<void> | undefined; awaited !== lastEvent; ) {
        awaited = lastEvent;
        await awaited;
      }
    },
    failedEvents: () => failed,
  };
}

const describe = (error: unknown): FunctionFailure =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: "string", errorMessage: String(error) };
