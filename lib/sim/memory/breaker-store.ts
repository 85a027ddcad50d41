import { type Breaker, isPlainlyArmed, neverTripped } from "../../domain/breaker.ts";
import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { BreakerStore } from "../../ports/stores.ts";

export function memoryBreakerStore(): BreakerStore {
  const byFunction = new Map<string, Breaker>();
  return {
    listActive: async () =>
      [...byFunction.values()]
        .filter((breaker) => !isPlainlyArmed(breaker.state))
        .sort((a, b) => (a.functionName < b.functionName ? -1 : 1)),
    load: async (functionName) => byFunction.get(functionName) ?? neverTripped(functionName),
    save: async (breaker) => {
      if ((byFunction.get(breaker.functionName)?.version ?? 0) !== breaker.version)
        throw new ConcurrentChangeError(`breaker of ${breaker.functionName}`);
      const saved = { ...breaker, version: breaker.version + 1 };
      byFunction.set(saved.functionName, saved);
      return saved;
    },
  };
}
