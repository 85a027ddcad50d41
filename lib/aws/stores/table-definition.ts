import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/**
 * The guard's one table. Every read is a GetItem or a Query of one partition, strongly consistent, so there is no index:
 *
 * | pk                          | sk                           | holds                                               |
 * |-----------------------------|------------------------------|-----------------------------------------------------|
 * | SNAPSHOT#catalogue, #baselines | CURRENT                   | pointer to the generation that is valid now         |
 * | SNAPSHOT#<name>#<generation>   | 0000, 0001, ...           | packed chunks of that generation                    |
 * | INCIDENT#OPEN               | <functionName>               | the open incident                                   |
 * | INCIDENT#PAST               | <resolved at>#<incidentId>   | a resolved one                                      |
 * | BREAKER#<functionName>      | BREAKER                      | the breaker                                         |
 * | BREAKER#ACTIVE              | <functionName>               | marker: this breaker may be active                  |
 * | LEDGER#<functionName>       | <entryId>                    | a ledger entry                                      |
 * | LEDGER-DAY#<yyyy-mm-dd>     | <entryId>#<functionName>     | the same entry by day, for reading over all functions |
 * | LEASE                       | <functionName>               | who may act on it, until when                       |
 * | ALERT#LEASE                 | #outbox                      | who sends what waits, until when                    |
 * | INVENTORY#LEASE             | #inventory                   | who takes the inventory, until when                 |
 * | INVENTORY#WISH              | <asked at>#<wishId>          | what another one was asked for meanwhile            |
 * | ALERT#UNSENT                | <alertId>                    | an alert that waits                                 |
 * | ALERT#SENT#<alertId>        | SENT                         | that it was sent                                    |
 * | USAGE#<yyyy-mm>             | <part of the guard>          | what it has consumed in that month                  |
 * | TARGET                      | <account>/<region>           | what was last seen of this target                   |
 * | TARGET#REGIONS              | ENABLED                      | the account's enabled regions, when last asked      |
 *
 * That is what the home target has. Every other target has the same again, each pk with `@<account>/<region>#` before it, but for
 * alerts, usage and targets, which are kept at home for all of them.
 *
 * Writes of several items are ordered so that a crash between them is harmless or made good by the next run; the table
 * needs no transactions.
 */
export const tableDefinition = {
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  BillingMode: "PAY_PER_REQUEST",
} as const satisfies Omit<CreateTableCommandInput, "TableName">;

/** Items that carry it (seconds since 1970) are deleted by DynamoDB some time after it. */
export const TIME_TO_LIVE_ATTRIBUTE = "expiresAtSeconds";
