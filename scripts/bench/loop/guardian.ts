import type { Clock } from "../../../lib/domain/time.ts";
import type { FunctionControl } from "../../../lib/ports/function-control.ts";
import type { FunctionDirectory } from "../../../lib/ports/function-directory.ts";
import type { MetricReader } from "../../../lib/ports/metrics.ts";
import type { HourlyBill } from "./hourly-bill.ts";
import type { LearnedScenario } from "./learn-scenario.ts";
import type { LoopScenario } from "./scenario.ts";

/** What a policy gets of the world: the same readings and the same hands for all of them. */
export type GuardedWorld = {
  readonly scenario: LoopScenario;
  readonly clock: Clock;
  /** While it is out, questions fail with CloudCallError. */
  readonly metrics: MetricReader;
  /** While the control plane is out, so do these two. */
  readonly control: FunctionControl;
  readonly directory: FunctionDirectory;
  /** To the hour and without delay; whoever reads it must wait as long as real bills take. */
  readonly bill: HourlyBill;
  readonly learned: LearnedScenario;
};

/** A policy at work in one world. */
export type Guardian = {
  /** One minute of its life. @returns the functions of which it says, this minute, that something is wrong */
  tick(): Promise<ReadonlySet<string>>;
};

export type BeginGuarding = (world: GuardedWorld) => Promise<Guardian>;
