import type { AxisInfo, SweepUnits } from '../../../src/protocol/queries';
import { useDashboard } from '../../state/dashboard';
import type { Model } from '../../state/model';
import { type Loadable, useQuery } from '../../state/query';
import { requestKey } from '../../state/requestKey';
import { chosenSystems, type ReadForm } from '../readForm';
import { offeredAxes, type ReadSweep, readSweep } from './readSweep';

export interface SweepState extends ReadSweep {
  readonly offered: readonly AxisInfo[];
  /** The size of the sweep, or what is wrong with it; nothing while it cannot be asked. */
  readonly size: Loadable<SweepUnits>;
}

/** The sweep of the form: its axes, and its size as the host counts it. */
export function useSweep({ axes: known, systems }: Model, { requests, errors: ofForm }: ReadForm): SweepState {
  const { view, host } = useDashboard();
  const { open, axes: typed } = view.sweep.value;
  const form = view.form.value;
  const offered = offeredAxes(known, form, chosenSystems(form, systems));
  const read = readSweep(typed, offered);
  const { axes, errors } = read;
  const canAsk = open && axes.length > 0 && errors.size + ofForm.size === 0;
  const key = canAsk ? requestKey({ requests, axes }) : '';
  const query = useQuery((abort) => (canAsk ? host.ask('sweepUnits', { requests, axes }, abort) : null), [key]);
  return { ...read, offered, size: query.answer.value };
}
