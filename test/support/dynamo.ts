import type { AddressInfo } from "node:net";
import { DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { createTable } from "../../lib/aws/stores/create-table.ts";
import type { Table } from "../../lib/aws/stores/table.ts";

/** No emulator looks at them, but the SDK wants to sign. */
export const TEST_CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
export const TEST_REGION = "us-east-1";

export type DynamoServer = {
  /** A fresh, empty table as the guard deploys it. */
  createTable(): Promise<Table>;
  stop(): Promise<void>;
};

/** DynamoDB in this process, on a free port. */
export async function startDynalite(): Promise<DynamoServer> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const dynamo = dynamoAt(`http://127.0.0.1:${port}`);
  return {
    createTable: dynamo.createTable,
    stop: async () => {
      dynamo.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Tables on any endpoint that speaks DynamoDB's protocol. */
export function dynamoAt(endpoint: string): { createTable(): Promise<Table>; close(): void } {
  const client = new DynamoDBClient({ endpoint, region: TEST_REGION, credentials: TEST_CREDENTIALS });
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  let created = 0;
  return {
    createTable: async () => {
      created += 1;
      const table = { documents, tableName: `overcurrent-${process.pid}-${created}` };
      await createTable(table);
      // On a busy machine a table is not there at once.
      await waitUntilTableExists(
        { client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
        { TableName: table.tableName },
      );
      return table;
    },
    close: () => client.destroy(),
  };
}
