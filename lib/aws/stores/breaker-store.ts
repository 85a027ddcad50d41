import { type Breaker, isPlainlyArmed, neverTripped } from "../../domain/breaker.ts";
import { ConcurrentChangeError } from "../../domain/errors.ts";
import type { BreakerStore } from "../../ports/stores.ts";
import { ABSENT, deleteItemIf, getItem, type Item, putItemIf, queryPartition, type Table } from "./table.ts";

const ACTIVE = "BREAKER#ACTIVE";

/**
 * The breaker's own item says the truth. Beside it a marker lists the functions whose breaker may be active, so that
 * listing reads those few and not every breaker that ever was. The marker is there before the breaker turns active and
 * goes after it is plainly armed again: a marker too many costs one read, one too few would hide a tripped function.
 */
export function dynamoBreakerStore(table: Table): BreakerStore {
  const load = async (functionName: string): Promise<Breaker> => {
    const item = await getItem(table, keyOf(functionName));
    return item ? breakerOf(item) : neverTripped(functionName);
  };

  return {
    load,
    listActive: async () => {
      const markers = await queryPartition(table, ACTIVE);
      const breakers = await Promise.all(markers.map((marker) => load(marker.sk)));
      return breakers.filter((breaker) => !isPlainlyArmed(breaker.state));
    },
    save: async (breaker) => {
      const { functionName } = breaker;
      const saved = { ...breaker, version: breaker.version + 1 };
      const marker = { pk: ACTIVE, sk: functionName };
      const active = !isPlainlyArmed(saved.state);
      // The versions on the marker keep a late run from removing the marker of a newer trip, or from ageing it.
      if (active)
        await putItemIf(
          table,
          { ...marker, recordVersion: saved.version },
          {
            expression: "attribute_not_exists(pk) OR recordVersion < :recordVersion",
            values: { ":recordVersion": saved.version },
          },
        );
      const written = await putItemIf(
        table,
        { ...keyOf(functionName), recordVersion: saved.version, breaker: saved },
        breaker.version === 0
          ? ABSENT
          : { expression: "recordVersion = :recordVersion", values: { ":recordVersion": breaker.version } },
      );
      if (!written) throw new ConcurrentChangeError(`breaker of ${functionName}`);
      if (!active)
        await deleteItemIf(table, marker, {
          expression: "recordVersion <= :recordVersion",
          values: { ":recordVersion": saved.version },
        });
      return saved;
    },
  };
}

const keyOf = (functionName: string) => ({ pk: `BREAKER#${functionName}`, sk: "BREAKER" });
const breakerOf = (item: Item): Breaker => item.breaker as Breaker;
