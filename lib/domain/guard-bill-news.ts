import type { GuardPart } from "./guard-usage.ts";

/** What the guard has cost in this calendar month so far, USD at list price without the free requests of CloudWatch. */
export type BillSummary = {
  readonly billedUsd: number;
  /** What the whole month will cost at the present pace. */
  readonly expectedUsd: number;
  readonly limitUsd: number;
  /** Dearest first; those below a tenth of a cent are left out. */
  readonly services: readonly { readonly item: string; readonly billedUsd: number }[];
  readonly parts: readonly { readonly part: GuardPart; readonly billedUsd: number }[];
};

/** What the owner of the guard's bill is told; each once a month. */
export type GuardBillNews = {
  readonly bill: BillSummary;
  /** Less is read than would be worth its price: a sentence that says how much less. Absent: all of that is read. */
  readonly sparser?: string;
} & (
  | { readonly kind: "step"; readonly percent: 50 | 80 | 100 }
  | { readonly kind: "sparser"; readonly sparser: string }
);
