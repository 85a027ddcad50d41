const FIGURE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** `value` for people: three significant digits, thousands grouped. */
export const figure = (value: number): string => FIGURE.format(value);

/** `minutes` of the last `outOf`, in words. */
export const overMinutes = (minutes: number, outOf: number): string =>
  outOf === 1 ? "in the last final minute" : `in at least ${minutes} of the last ${outOf} final minutes`;

/** How long a rise has lasted: `in the last minute`, `over the last 40 minutes`, `over the last 8 hours`. */
export function overTime(minutes: number): string {
  if (minutes === 1) return "in the last final minute";
  return minutes < 240
    ? `over the last ${minutes} final minutes`
    : `over the last ${figure(minutes / 60)} hours`;
}

/** `431 ms`, `16.8 s`. */
export const runLength = (ms: number): string => (ms < 1000 ? `${figure(ms)} ms` : `${figure(ms / 1000)} s`);
