/** Works something out from what `source` gives, anew only once that is another object. */
export function derivedFrom<Source extends object, Derived>(
  source: () => Source,
  derive: (from: Source) => Derived,
): () => Derived {
  let last: { readonly from: Source; readonly derived: Derived } | undefined;
  return () => {
    const from = source();
    if (last?.from !== from) last = { from, derived: derive(from) };
    return last.derived;
  };
}
