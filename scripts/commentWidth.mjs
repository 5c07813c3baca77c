/** A line that starts with a comment, continues a block comment, or ends with a comment after code. */
const COMMENT = /^\s*(\/\/|\/\*|\*)|\s\/\/ /;
/** A word without spaces, such as a URL, cannot be broken. */
const UNBREAKABLE = /^\s*(\/\/|\/\*\*?|\*)?\s*\S+\s*(\*\/)?$/;

/**
 * Numbers (from 1) of the lines of a source text that hold a comment and are too wide.
 *
 * @param {string} text
 * @param {number} mostColumns
 */
export function wideCommentLines(text, mostColumns) {
  return text.split('\n').flatMap((line, index) => {
    const isWide = [...line].length > mostColumns && COMMENT.test(line) && !UNBREAKABLE.test(line);
    return isWide ? [index + 1] : [];
  });
}
