/** A picture to be written beside a text that links to it. */
export interface PictureText {
  readonly name: string;
  readonly text: string;
}

/**
 * The pictures of a file and its text, in which links `](name)` have the names that the pictures get: those of the
 * file without its ending, then their own.
 * @param fileName "results.md" gives "results-latency.svg"
 */
export function withPictureNames(
  fileName: string,
  text: string,
  pictures: readonly PictureText[],
): { readonly text: string; readonly pictures: readonly PictureText[] } {
  const stem = fileName.replace(/\.[^.]*$/, '') || fileName;
  const named = pictures.map(({ name, text }) => ({ text, name: `${stem}-${name.replace(/[^\w.-]/g, '_')}` }));
  let linked = text;
  for (const [i, { name }] of pictures.entries()) {
    // Round brackets end a link, and encodeURIComponent keeps them.
    const url = encodeURIComponent(named[i].name).replaceAll('(', '%28').replaceAll(')', '%29');
    linked = linked.replaceAll(`](${name})`, () => `](${url})`);
  }
  return { text: linked, pictures: named };
}
