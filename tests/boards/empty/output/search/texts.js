// The words of listings' texts, which Pagefind has an index of where the site asks for it.

import { listing } from "./engine.js";

/** A function that returns the rows whose texts have the words of a question; after a failure it is asked for in another turn. */
export async function openTexts(folder, index, turn) {
  const address = new URL(folder, location.href);
  const [pagefind, names] = await Promise.all([
    import(new URL(`pagefind.js?${turn}`, address)), // it keeps what failed to load, so another turn takes another copy
    fetch(new URL("listings.json", address)).then((answer) => answer.json()),
  ]);
  if (names.length !== index.size) throw new Error("The index of texts is of another build.");
  const slugs = Array.from({ length: index.size }, (_, row) => listing(index, row).slug);
  const rows = [...slugs.keys()].sort((one, other) => (slugs[one] < slugs[other] ? -1 : 1));
  const rowOf = new Map(names.map((name, at) => [name, rows[at]]));
  return async (words) => {
    const { results } = await pagefind.search(words);
    return results.map(({ id }) => rowOf.get(id)).filter((row) => row !== undefined);
  };
}
