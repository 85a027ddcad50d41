import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";
import { tableDefinition } from "./table-definition.ts";

/** Creates the guard's table in an emulator; in an account CloudFormation does (serverless.yml, the same definition). */
export async function createTable({ documents, tableName }: Table): Promise<void> {
  await documents.send(new CreateTableCommand({ TableName: tableName, ...tableDefinition }));
}
