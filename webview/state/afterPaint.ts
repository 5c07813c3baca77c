/** Calls `then` after the next frame has been painted. A hidden page is not painted. */
export function afterPaint(then: () => void): void {
  if (document.hidden) then();
  else requestAnimationFrame(() => setTimeout(then));
}
