const FIGURE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** `value` for people: three significant digits, thousands grouped. */
export const figure = (value: number): string => FIGURE.format(value);

/** `minutes` of the last `outOf`, in words. */
export const overMinutes = (minutes: number, outOf: number): string =>
  outOf === 1 ? "in the last final minute" : `in at least ${minutes} of the last ${outOf} final minutes`;

/** `431 ms`, `16.8 s`. */
export const runLength = (ms: number): string => (ms < 1000 ? `${figure(ms)} ms` : `${figure(ms / 1000)} s`);
