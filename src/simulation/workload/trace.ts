import type { Checkpoint } from '../../numeric';
import { timeText } from '../../text';
import { countAt, idAt, type TraceTable, UNKNOWN_COUNT } from '../../trace';
import type { FunctionSpec, Parameters, Workload } from '../types';
import { WorkloadError } from './errors';
import { imageParameter } from './image';

/** Which rows of a trace to replay; null or absent: all. */
export interface TraceSelection {
  /** As the trace's times, half-open [from, to). */
  readonly from?: number | null;
  readonly to?: number | null;
  /** Whether times are seconds since the start of the data set, not since 1970. Absent: false. */
  readonly relativeTime?: boolean;
  readonly functionId?: number | null;
  /**
   * The rows to choose from by ascending time, rows of the same time in file order. Absent: all, which takes sorting
   * them.
   */
  readonly byTime?: Uint32Array;
  /** The filter that chose `byTime`, for the description of the workload. */
  readonly where?: string;
}

/** Stages in which a platform starts the code of a function, once its image is there. */
const OWN_STAGES: readonly string[] = ['init', 'restore'];

/** Rows worked on between two checkpoints. */
const SLICE = 1 << 15;

/**
 * Replays a cold-start trace: every row is a cold start of its function at its time (ATC'21 §2.2.2).
 * `unitsPerSecond` converts the table's latencies to seconds. Throws a WorkloadError if no row is selected.
 */
export async function traceWorkload(
  table: TraceTable,
  unitsPerSecond: number,
  parameters: Parameters,
  selection: TraceSelection = {},
  checkpoint?: Checkpoint,
): Promise<Workload> {
  const rows = await selectRows(table, selection, checkpoint);
  if (rows.length === 0) throw noneSelected(table, selection);
  const origin = table.time[rows[0]];
  const arrival = new Float64Array(rows.length);
  const functionId = new Uint32Array(rows.length);
  const recorded = new Float64Array(rows.length);
  const described = new FunctionTable(table, parameters);
  for (let i = 0; i < rows.length; i++) {
    if (i % SLICE === 0) await checkpoint?.();
    const row = rows[i];
    arrival[i] = table.time[row] - origin;
    functionId[i] = described.idOf(row);
    recorded[i] = table.latency[row] / unitsPerSecond;
  }
  return {
    name: 'trace',
    description: {
      kind: 'trace',
      function: selection.functionId == null ? null : (table.functionNames.at(selection.functionId) ?? null),
      from: selection.from ?? null,
      to: selection.to ?? null,
      ...(selection.relativeTime && { relativeTime: true }),
      ...(selection.where && { where: selection.where }),
    },
    arrival,
    functionId,
    functions: described.functions,
    recorded,
    rows,
    standIns: [...described.standIns],
    assumptions: described.assumptions(),
  };
}

/** The error for an empty selection, with the time range of the cold starts that could be selected. */
function noneSelected({ rowCount, time, functionId, functionNames }: TraceTable, selection: TraceSelection) {
  const { byTime, where = '' } = selection;
  if (where !== '' && byTime?.length === 0) {
    return new WorkloadError(`No cold start passes the filter ${where}`, 'Take a word out of it, or leave it out.');
  }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < (byTime?.length ?? rowCount); i++) {
    const row = byTime ? byTime[i] : i;
    if (selection.functionId != null && functionId[row] !== selection.functionId) continue;
    first = Math.min(first, time[row]);
    last = Math.max(last, time[row]);
  }
  const whose = selection.functionId == null ? 'the trace' : JSON.stringify(functionNames.at(selection.functionId));
  const message = `No cold start of ${whose} lies in this range${where === '' ? '' : ' and passes the filter'}.`;
  if (first > last) return new WorkloadError(message);
  const times = timeText(selection.relativeTime ?? false);
  const moment = (seconds: number) => `${seconds} (${times.moment(seconds)})`;
  return new WorkloadError(message, `There are cold starts from ${moment(first)} to ${moment(last)}.`);
}

/** Row numbers by ascending time; rows of the same time stay in file order. */
async function selectRows(
  table: TraceTable,
  { from, to, functionId, byTime }: TraceSelection,
  checkpoint: Checkpoint | undefined,
): Promise<Uint32Array> {
  const available = byTime?.length ?? table.rowCount;
  const rows = new Uint32Array(available);
  let count = 0;
  let sorted = true;
  let previous = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < available; i++) {
    if (i % SLICE === 0) await checkpoint?.();
    const row = byTime ? byTime[i] : i;
    const time = table.time[row];
    if ((from != null && time < from) || (to != null && time >= to)) continue;
    if (functionId != null && table.functionId[row] !== functionId) continue;
    if (time < previous) sorted = false;
    previous = time;
    rows[count++] = row;
  }
  const selected = rows.subarray(0, count);
  return sorted ? selected : selected.sort((a, b) => table.time[a] - table.time[b] || a - b);
}

/** Numbers the replayed functions and describes each by its first selected row. */
class FunctionTable {
  readonly functions: FunctionSpec[] = [];
  /** Parameters that stand in for what the trace does not record. */
  readonly standIns = new Set(['traceRunSeconds']);
  readonly #idOf: Int32Array;
  #clampedMemory = false;

  constructor(
    private readonly table: TraceTable,
    private readonly parameters: Parameters,
  ) {
    this.#idOf = new Int32Array(table.functionNames.length).fill(-1);
  }

  idOf(row: number): number {
    const traceId = this.table.functionId[row];
    let id = this.#idOf[traceId];
    if (id < 0) {
      id = this.functions.length;
      this.#idOf[traceId] = id;
      this.functions.push(this.#describe(row));
    }
    return id;
  }

  #describe(row: number): FunctionSpec {
    const { table, parameters } = this;
    const runtime = table.runtimeNames[idAt(table.runtimeId, row)] ?? '';
    let memoryMB = countAt(table.memoryMB, row);
    if (memoryMB === UNKNOWN_COUNT || memoryMB === 0) {
      memoryMB = parameters.traceMemoryMB;
      this.standIns.add('traceMemoryMB');
    }
    if (memoryMB > parameters.vmMemoryMB) {
      memoryMB = parameters.vmMemoryMB;
      this.#clampedMemory = true;
    }
    const image = imageParameter(runtime);
    this.standIns.add(image);
    return {
      name: table.functionNames.at(table.functionId[row]) ?? '',
      runtime,
      imageMB: parameters[image],
      memoryMB,
      runSeconds: parameters.traceRunSeconds,
    };
  }

  assumptions(): string[] {
    const { parameters } = this;
    const { measures, stages } = this.table;
    const texts = [
      'Not fitted to the trace: parameters give an image size for each runtime. The replay compares systems, and does not reproduce the recorded latencies.',
      `How long a container was busy is assumed: ${parameters.traceRunSeconds} s for each${measures.some(({ key }) => key === 'duration') ? ', not the durations that the trace records' : ''}.`,
      'All functions belong to one user, so any of them may share a VM.',
    ];
    if (this.standIns.has('traceMemoryMB')) {
      texts.push(`Where the trace names no memory, ${parameters.traceMemoryMB} MB are assumed.`);
    }
    if (stages.length > 0 && stages.every(({ key }) => OWN_STAGES.includes(key))) {
      texts.push(
        'The recorded latencies are the start of the code alone: no image was fetched in them. A fit takes them for small images, so the replay says little about fetching real ones.',
      );
    }
    if (this.#clampedMemory) {
      texts.push(`Containers larger than a VM need a whole VM (${parameters.vmMemoryMB} MB).`);
    }
    return texts;
  }
}
