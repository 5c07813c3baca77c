import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Dashboard, useDashboard } from '../state/dashboard';

/**
 * Where the numbers of the charts inside come from, as the caption of their pictures: "Burst of 1,000 containers, seed
 * 1". null: from the trace.
 */
export const ChartSource = createContext<string | null>(null);

export function useSource(): string {
  const dashboard = useDashboard();
  return useContext(ChartSource) ?? traceSource(dashboard);
}

/** The trace's file and the filter. */
function traceSource({ connection, view }: Dashboard): string {
  const where = view.where.value.trim();
  return [connection.traceName.value, where && `filter: ${where}`].filter(Boolean).join(' · ');
}
