/** Made once: a format takes longer to make than to use, and every look at a function writes amounts. */
const decimals = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const TWO_DECIMALS = decimals(2);
const FOUR_DECIMALS = decimals(4);

/**
 * An amount for people: `$12.60`, `$1,234.50`, `-$3.00`. Two decimals; four where two would show nothing but four do,
 * as in `$0.0042`.
 */
export function usd(amount: number): string {
  const size = Math.abs(amount);
  const figure = (size < 0.01 && size >= 0.00005 ? FOUR_DECIMALS : TWO_DECIMALS).format(size);
  return `${amount < 0 && Number(figure) !== 0 ? "-" : ""}$${figure}`;
}
