import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { Incident } from "../../domain/incident.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { IncidentStore } from "../../ports/stores.ts";

export function memoryIncidentStore(): IncidentStore {
  const openByFunction = new Map<string, Incident>();
  const resolved: Incident[] = [];
  return {
    listOpen: async () => [...openByFunction.values()].sort(byFunctionName),
    findOpen: async (functionName) => openByFunction.get(functionName),
    listResolved: async (limit) => [...resolved].sort(newestResolvedFirst).slice(0, limit),
    listSince: async (sinceMs) => [
      ...openByFunction.values(),
      ...resolved.filter((incident) => resolvedAt(incident) >= sinceMs),
    ],
    save: async (incident) => {
      const stored = openByFunction.get(incident.functionName);
      if (
        (stored?.version ?? 0) !== incident.version ||
        (stored !== undefined && stored.incidentId !== incident.incidentId)
      )
        throw new ConcurrentChangeError(`incident of ${incident.functionName}`);
      const saved = { ...incident, version: incident.version + 1 };
      if (saved.status === "resolved") {
        openByFunction.delete(saved.functionName);
        resolved.push(saved);
      } else {
        openByFunction.set(saved.functionName, saved);
      }
      return saved;
    },
  };
}

const byFunctionName = (a: Incident, b: Incident): number => (a.functionName < b.functionName ? -1 : 1);
const resolvedAt = ({ resolvedAtMs, lastSeenAtMs }: Incident): EpochMs => resolvedAtMs ?? lastSeenAtMs;
const newestResolvedFirst = (a: Incident, b: Incident): number => resolvedAt(b) - resolvedAt(a);
