import { NotSimulatedError } from "./wire.ts";

export type InsightsFunction = "SUM" | "MAX" | "MIN" | "AVG" | "COUNT";

/** A Metrics Insights query that ranks the members of one dimension. */
export type InsightsQuery = {
  readonly select: InsightsFunction;
  readonly metricName: string;
  readonly namespace: string;
  /** The one dimension that the metrics have, and that the series are grouped by. */
  readonly dimension: string;
  readonly order?: { readonly by: InsightsFunction; readonly descending: boolean };
  readonly limit: number;
};

/** A query returns no more series than this, with or without a LIMIT. */
const MAX_SERIES = 500;

const AGGREGATE = "(SUM|MAX|MIN|AVG|COUNT)";
const NAME = '"?([A-Za-z0-9_]+)"?';
const GRAMMAR = new RegExp(
  [
    `^SELECT ${AGGREGATE} ?\\( ?${NAME} ?\\)`,
    ` FROM SCHEMA ?\\( ?"([^"]+)" ?, ?${NAME} ?\\)`,
    ` GROUP BY ${NAME}`,
    `(?: ORDER BY ${AGGREGATE} ?\\( ?\\)(?: (ASC|DESC))?)?`,
    "(?: LIMIT (\\d+))?$",
  ].join(""),
  "i",
);

/**
 * Reads `SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName ORDER BY SUM() DESC LIMIT 5`
 * and its relatives; without a direction the order is ascending.
 * @throws {NotSimulatedError} as ValidationError, for anything outside this family (WHERE, several dimensions, SEARCH, metric math)
 */
export function parseInsightsQuery(expression: string): InsightsQuery {
  const match = GRAMMAR.exec(expression.trim().replace(/\s+/g, " "));
  const [, select, metricName, namespace, dimension, groupBy, orderBy, direction, limitText] = match ?? [];
  const limit = limitText === undefined ? MAX_SERIES : Number(limitText);
  if (
    select === undefined ||
    metricName === undefined ||
    namespace === undefined ||
    dimension === undefined ||
    groupBy !== dimension ||
    limit < 1 ||
    limit > MAX_SERIES
  )
    throw new NotSimulatedError(`the expression ${expression}`, "ValidationError", 400);
  return {
    select: functionOf(select),
    metricName,
    namespace,
    dimension,
    ...(orderBy !== undefined && {
      order: { by: functionOf(orderBy), descending: direction?.toUpperCase() === "DESC" },
    }),
    limit,
  };
}

// The grammar lets nothing else through.
const functionOf = (text: string): InsightsFunction => text.toUpperCase() as InsightsFunction;
