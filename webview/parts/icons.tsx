/** Outlines of the icons, on a field of 16 × 16. */
const PATHS = {
  check: 'M3 8.5l3.5 3.5L13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  down: 'M4 6l4 4 4-4',
  download: 'M8 2v8M5 7l3 3 3-3M3 13h10',
  filter: 'M2 3h12L9.5 8.5V13l-3-1.5v-3z',
  full: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  grid: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  info: 'M8 7.5V11M8 5v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  lines: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  link: 'M6.5 9.5l3-3M7 5l1.5-1.5a2.5 2.5 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.5 2.5 0 0 1-4-4L5 7',
  minus: 'M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  next: 'M4 3l6 5-6 5zM12 3v10',
  panel: 'M2 3h12v10H2zM10 3v10',
  pause: 'M5 3v10M11 3v10',
  pin: 'M6 2h4l-.5 4L12 8.5H4L6.5 6zM8 8.5V14',
  play: 'M4 2.5l9 5.5-9 5.5z',
  plus: 'M8 3v10M3 8h10',
  previous: 'M12 3L6 8l6 5zM4 3v10',
  redo: 'M10 3l3 3-3 3M13 6H6a3.5 3.5 0 0 0 0 7h3',
  right: 'M6 4l4 4-4 4',
  save: 'M3 3h8l2 2v8H3zM5 3v3h5V3M5 13V9h6v4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L14 14',
  star: 'M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.700h11M6.5 3v10',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9',
  swap: 'M3 5.5h10M10.5 3L13 5.5 10.5 8M13 10.5H3M5.5 8L3 10.5 5.5 13',
  undo: 'M6 3L3 6l3 3M3 6h7a3.5 3.5 0 0 1 0 7H7',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: the control around it has the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === 'more' ? 2 : 1.2}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
