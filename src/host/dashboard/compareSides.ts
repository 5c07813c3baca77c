import type { Comparison } from '../../protocol/queries';
import type { RequestFor } from '../../protocol/requests';
import type { Handlers } from '../../protocol/rpc';
import type { OwnSide, Side, SidePlace, SummarizedSide, WorkerRequests } from '../../protocol/worker';

type Asked = Pick<Handlers<WorkerRequests>, 'summarizeSide' | 'compareSides'>;

/**
 * Compares two sides. The worker of each other file summarizes it; that of the dashboard's trace compares. No table
 * leaves its worker.
 * @param own the dashboard's worker
 * @param otherBy the worker of another file, once it has read it; rejects for an unknown key
 */
export async function compareSides(
  own: Pick<Asked, 'compareSides'>,
  otherBy: (key: string, signal: AbortSignal) => Promise<Pick<Asked, 'summarizeSide'>>,
  { a, b, ...options }: RequestFor<'compare'>,
  signal: AbortSignal,
): Promise<Comparison> {
  const resolved = async (side: Side, place: SidePlace): Promise<OwnSide | SummarizedSide> => {
    if (side.kind !== 'file') return side;
    const other = await otherBy(side.key, signal);
    const ofOther = { kind: 'where', where: side.where, isRest: false } as const;
    const summary = await other.summarizeSide({ side: ofOther, place, pixels: options.pixels }, signal);
    return { kind: 'summary', summary };
  };
  const [inA, inB] = await Promise.all([resolved(a, 0), resolved(b, 1)]);
  return own.compareSides({ ...options, a: inA, b: inB }, signal);
}
