import type { Breaker } from "../../domain/breaker.ts";
import { ok } from "../../domain/result.ts";
import type { Outcome } from "./deps.ts";

export function outcomeOf({ functionName, state }: Breaker, settled: boolean): Outcome {
  const reason = state.kind === "armed" ? "nothing is limited" : state.reason;
  return ok({ functionName, state, settled, reason });
}
