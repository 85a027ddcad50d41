import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Table } from "../../lib/aws/stores/table.ts";

export type FailingTable = {
  readonly table: Table;
  /** Every write is refused from now on, as without the permission to write; reads work. */
  refuseWrites(): void;
  /** Nothing answers any more once so many more writes were done: whoever uses the table dies there. */
  dieAfterWrites(writes: number): void;
  /** Whether `dieAfterWrites` has come to pass. */
  isDead(): boolean;
  recover(): void;
};

/** A table that can be made to fail the way a real one does, below the stores. */
export function failingTable({ documents, tableName }: Table): FailingTable {
  let refusesWrites = false;
  let writesLeft = Number.POSITIVE_INFINITY;

  function failureOf(command: unknown): string | undefined {
    if (writesLeft < 0) return "InternalServerError";
    if (command instanceof GetCommand || command instanceof QueryCommand) return undefined;
    if (refusesWrites) return "AccessDeniedException";
    writesLeft -= 1;
    return writesLeft < 0 ? "InternalServerError" : undefined;
  }

  const failing: DynamoDBDocumentClient = Object.create(documents, {
    send: {
      value: async (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        const name = failureOf(command);
        if (name !== undefined) throw Object.assign(new Error("the table is made to fail"), { name });
        return documents.send(command);
      },
    },
  });
  return {
    table: { documents: failing, tableName },
    refuseWrites: () => {
      refusesWrites = true;
    },
    dieAfterWrites: (writes) => {
      writesLeft = writes;
    },
    isDead: () => writesLeft < 0,
    recover: () => {
      refusesWrites = false;
      writesLeft = Number.POSITIVE_INFINITY;
    },
  };
}
