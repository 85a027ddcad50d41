import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import {
  type GuardPart,
  type GuardUsage,
  type MonthlyUsage,
  NO_USAGE,
  USAGE_KINDS,
} from "../../domain/guard-usage.ts";
import { type EpochMs, toIso } from "../../domain/time.ts";
import type { UsageStore } from "../../ports/stores.ts";
import { cloudCall } from "../cloud-call.ts";
import { expiresAfterDays, queryPartition, type Table } from "./table.ts";

export const permissions = ["dynamodb:UpdateItem"] as const;

/** As long as the ledger: what the guard has cost belongs to the story of the year. */
const KEPT_DAYS = 400;

/**
 * One item for each month and part, to which DynamoDB adds by itself, so that runs at the same time lose nothing. A call
 * that the SDK repeats after its answer was lost counts twice: fails toward reading less.
 * @param table of the home target, which all targets' usage belongs to
 */
export function dynamoUsageStore({ documents, tableName }: Table): UsageStore {
  return {
    add: async (part, usage, atMs) => {
      const consumed = USAGE_KINDS.filter((kind) => usage[kind] > 0);
      if (consumed.length === 0) return;
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { pk: partitionOf(atMs), sk: part },
        UpdateExpression: `ADD ${consumed.map((kind) => `${kind} :${kind}`).join(", ")} SET expiresAtSeconds = :expires`,
        ExpressionAttributeValues: {
          ...Object.fromEntries(consumed.map((kind) => [`:${kind}`, usage[kind]])),
          ":expires": expiresAfterDays(atMs, KEPT_DAYS),
        },
      });
      await cloudCall("dynamodb:UpdateItem", documents.send(update));
    },
    ofMonth: async (atMs): Promise<MonthlyUsage> => {
      const items = await queryPartition({ documents, tableName }, partitionOf(atMs));
      return Object.fromEntries(items.map((item) => [item.sk as GuardPart, usageOf(item)]));
    },
  };
}

/** `USAGE#2026-11`: the month as UTC has it. */
const partitionOf = (atMs: EpochMs): string => `USAGE#${toIso(atMs).slice(0, 7)}`;

const usageOf = (item: Readonly<Record<string, unknown>>): GuardUsage => {
  const counts = USAGE_KINDS.map((kind) => [kind, Number(item[kind] ?? 0)]);
  return { ...NO_USAGE, ...Object.fromEntries(counts) };
};
