/** Longest cell text shown; the rest is cut off. */
const MAX_LENGTH = 160;

/**
 * Text from a file as Markdown that shows it and does nothing else: no link, no image, no HTML, no command, no table border.
 * Punctuation is written as character references, which Markdown reads as text, so that not even a bare URL becomes a link.
 * Control and direction-changing characters, which could make a line read as something else, are shown as a replacement.
 */
export function markdownText(text: string): string {
  const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return shown
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '�')
    .replace(/[!-,./:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
