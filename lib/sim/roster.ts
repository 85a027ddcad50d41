import type { SimulatedFunction } from "./simulated-function.ts";

/** The functions of an account, which come and go while the world runs. */
export type Roster = {
  /** Another array whenever somebody came or went. */
  all(): readonly SimulatedFunction[];
  /** @throws {RangeError} when one has the name of a present one, or sends to a trigger that nobody has */
  add(arriving: readonly SimulatedFunction[]): void;
  /** @throws {RangeError} on an unknown function */
  remove(functionName: string): void;
  /** @throws {RangeError} on an unknown function */
  find(functionName: string): SimulatedFunction;
  /** Also one that has gone. @throws {RangeError} on a function that never was */
  findEver(functionName: string): SimulatedFunction;
  isPresent(functionName: string): boolean;
  /** @throws {RangeError} on an unknown function or trigger */
  requireTrigger(functionName: string, trigger: number): void;
};

export function roster(): Roster {
  let all: readonly SimulatedFunction[] = [];
  const present = new Map<string, SimulatedFunction>();
  const ever = new Map<string, SimulatedFunction>();

  const findIn = (known: ReadonlyMap<string, SimulatedFunction>, functionName: string) => {
    const found = known.get(functionName);
    if (found === undefined) throw new RangeError(`simulated account has no function ${functionName}`);
    return found;
  };
  const requireTrigger = (functionName: string, trigger: number): void => {
    if (findIn(present, functionName).spec.triggers[trigger] === undefined)
      throw new RangeError(`${functionName} has no trigger ${trigger}`);
  };

  return {
    all: () => all,
    add(arriving) {
      for (const each of arriving) {
        const { functionName } = each.spec;
        if (present.has(functionName))
          throw new RangeError(`simulatedAccount: two functions share the name ${functionName}`);
        present.set(functionName, each);
        ever.set(functionName, each);
      }
      for (const { spec } of arriving)
        for (const { toFunction, toTrigger } of spec.sends ?? []) requireTrigger(toFunction, toTrigger);
      all = [...present.values()];
    },
    remove(functionName) {
      findIn(present, functionName);
      present.delete(functionName);
      all = [...present.values()];
    },
    find: (functionName) => findIn(present, functionName),
    findEver: (functionName) => findIn(ever, functionName),
    isPresent: (functionName) => present.has(functionName),
    requireTrigger,
  };
}
