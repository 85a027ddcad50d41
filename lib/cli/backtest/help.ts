/** Below the options in `overcurrent backtest --help`. */
export const BACKTEST_HELP = `
A file has a header and one row per 60 or 300 s, in UTC: timestamp,value - the value counts the invocations. Further columns
are used when they are there: durationMs (sum over the runs), errors, throttles, maxConcurrency, asyncEventsReceived. The
file's name is the function's.

Example:
  $ overcurrent backtest checkout.csv --duration-ms 350 --memory-mb 1024 --trigger url --html checkout.html
  $ overcurrent backtest --account --region eu-west-1
  Reading 240 metrics of 40 functions, ... by the minute, costs $0.0024 (GetMetricData, list price). Nothing is changed.
  Read it? [y/N]

Savings assume that the attack would have gone on as recorded, and that nobody else had stopped it.
`;
