/** A count with thousands separators: 1,000,000. */
export function words(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
