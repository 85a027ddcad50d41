/** JSON with numbers to six decimals; what does not exist is null. */
export const roundedJson = (result: unknown): string =>
  JSON.stringify(
    result,
    (_key, value: unknown) =>
      typeof value === "number" ? Number(value.toFixed(6)) : value === undefined ? null : value,
    2,
  );
