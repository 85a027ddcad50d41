/**
 * An amount for people: `$12.60`, `$1,234.50`, `-$3.00`. Two decimals; four where two would show nothing but four do,
 * as in `$0.0042`.
 */
export function usd(amount: number): string {
  const size = Math.abs(amount);
  const digits = size < 0.01 && size >= 0.00005 ? 4 : 2;
  const figure = size.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${amount < 0 && Number(figure) !== 0 ? "-" : ""}$${figure}`;
}
