import { refused } from "../domain/result.ts";
import type { Transition } from "./event.ts";

/** An event that changes nothing in the present state, and why. */
export const nothing = (why: string): Transition => refused({ kind: "nothing-to-do", why });
