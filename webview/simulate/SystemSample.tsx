import { DASHES, MARKERS, useTheme } from '../theme';

/** The dash, marker and colour of a system. @param look its place among the systems */
export function SystemSample({ look }: { readonly look: number }) {
  const { series } = useTheme();
  return (
    <svg class="sample" width="28" height="10" aria-hidden="true">
      <g fill="none" stroke={series[look % series.length]}>
        <path d="M0 5H28" stroke-width="1.5" stroke-dasharray={DASHES[look % DASHES.length].join(' ')} />
        <path
          d={MARKERS[look % MARKERS.length].path}
          stroke-width="1.5"
          fill={isFilled(look) ? series[look % series.length] : 'none'}
        />
      </g>
    </svg>
  );
}

/** Crosses have no inside. */
function isFilled(look: number): boolean {
  return !MARKERS[look % MARKERS.length].style.startsWith('cross');
}

/** A run's name in a table, with its sample. */
export function RunName({ label, look }: { readonly label: string; readonly look: number }) {
  return (
    <span class="system-name">
      <SystemSample look={look} />
      {label}
    </span>
  );
}
