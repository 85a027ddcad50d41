const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const THREE_DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

const MILLION = 1_000_000;

/** `12,345`: whole and grouped. */
export const whole = (value: number): string => GROUPED.format(value);

/** `12,345`, `16.3 M`: short enough for a headline. */
export const short = (value: number): string =>
  value >= MILLION ? `${THREE_DIGITS.format(value / MILLION)} M` : GROUPED.format(value);

/** Three significant digits, grouped: `0.0825`, `1,230`. */
export const figure = (value: number): string => THREE_DIGITS.format(value);

/** `1 alarm`, `2 alarms`, `no alarm`. */
export const counted = (count: number, noun: string): string =>
  `${count === 0 ? "no" : whole(count)} ${noun}${count > 1 ? "s" : ""}`;

/** Text with its first letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
