import type { InventoryOrder, InventoryWish } from "../domain/inventory-order.ts";
import type { Result } from "../domain/result.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { InventoryWishStore } from "../ports/stores.ts";
import { answerWishes } from "./answer-wishes.ts";
import { describeInSlices } from "./describe-in-slices.ts";
import { type InventoryTurn, inventoryTurn, type TurnDeps } from "./inventory-turn.ts";
import { type InventoryDeps, type InventoryReport, takeInventory } from "./take-inventory.ts";

export type InventoryInTurnDeps = InventoryDeps &
  TurnDeps & {
    readonly inventoryWishes: InventoryWishStore;
    /** A name that no other run has. */
    readonly newLeaseHolder: () => string;
  };

/** `left`: another run is at it, and was left what this one was asked for. */
export type InventoryOutcome =
  | ({ readonly kind: "taken" } & InventoryReport)
  | { readonly kind: "left"; readonly leaseUntilMs: EpochMs };

/** Lambda ends a run after 15 minutes, and storing what was found takes some of them. */
const LATEST_MS = 13 * MINUTE_MS;

/**
 * Takes the inventory of a target unless another run is at it, so that all of them together never ask its control plane faster than
 * one may: what AWS allows there belongs to everybody in the account.
 *
 * A run that finds another one at it leaves what it was asked for, and ends. The other looks for that each half minute while it
 * describes functions, and once more after it has given the lease back; who leaves a wish asks for the lease once more after that. So
 * one of both sees the other, and nothing that was asked for is lost. What a run has no time for, or dies over, waits for the
 * next one.
 *
 * Two runs at once, after a lease that ran out, ask too fast but do no other harm: what they find is merged.
 *
 * @throws {CloudCallError} as `takeInventory`
 */
export async function inventoryInTurn(
  deps: InventoryInTurnDeps,
  order: InventoryOrder,
): Promise<InventoryOutcome> {
  const { clock, inventoryWishes } = deps;
  const own: InventoryWish = { wishId: deps.newLeaseHolder(), atMs: clock(), order };
  const turn = inventoryTurn(deps, own.wishId);
  const entered = await enter(turn, inventoryWishes, own);
  if (!entered.ok) {
    deps.log.info("another inventory is at it, and was left the order", { of: order.of });
    return { kind: "left", leaseUntilMs: entered.error.leaseUntilMs };
  }
  const latestMs = own.atMs + LATEST_MS;
  const inTime = { ...deps, directory: until(latestMs, deps.directory) };
  const othersWant = async () => {
    const wishes = (await inventoryWishes.list()).filter(({ wishId }) => wishId !== own.wishId);
    // What does everything need not begin anew.
    return order.of === "everything" ? wishes.map(asNews) : wishes;
  };
  const answersMeanwhile = async (): Promise<boolean> => {
    if (!(await turn.take()).ok) return false;
    // Everything would hold up what is being done.
    const urgent = (await othersWant()).filter((wish) => wish.order.of !== "everything");
    await answerWishes(inTime, urgent);
    return true;
  };
  try {
    const inSlices = describeInSlices(inTime.directory, clock, answersMeanwhile);
    const report = await takeInventory({ ...inTime, directory: inSlices }, order);
    await inventoryWishes.settle([own]);
    const answers = (wishes: readonly InventoryWish[]) => answerWishes(inTime, wishes);
    await endTurn(turn, othersWant, answers, () => clock() < latestMs);
    return { kind: "taken", ...report };
  } catch (error) {
    await turn.giveBack();
    throw error;
  }
}

/** Who comes when another one has just ended gets in at the second attempt, and would be seen by nobody otherwise. */
async function enter(
  turn: InventoryTurn,
  wishes: InventoryWishStore,
  own: InventoryWish,
): Promise<Result<void, { readonly leaseUntilMs: EpochMs }>> {
  const first = await turn.take();
  if (first.ok) return first;
  await wishes.leave(own);
  return turn.take();
}

/** Gives the lease back, and takes it again while there is time and others want something that nobody else does. */
async function endTurn(
  turn: InventoryTurn,
  othersWant: () => Promise<readonly InventoryWish[]>,
  answer: (wishes: readonly InventoryWish[]) => Promise<boolean>,
  isInTime: () => boolean,
): Promise<void> {
  let isAnswered = true;
  while (isAnswered) {
    await turn.giveBack();
    const wishes = await othersWant();
    if (wishes.length === 0 || !isInTime() || !(await turn.take()).ok) return;
    isAnswered = await answer(wishes);
  }
  await turn.giveBack();
}

const asNews = (wish: InventoryWish): InventoryWish =>
  wish.order.of === "everything" ? { ...wish, order: { of: "news" } } : wish;

/** Describes nothing after this time, whatever it is told. */
const until = (latestMs: EpochMs, directory: FunctionDirectory): FunctionDirectory => ({
  ...directory,
  describeFunctions: (listed, untilMs = Number.POSITIVE_INFINITY) =>
    directory.describeFunctions(listed, Math.min(untilMs, latestMs)),
});
