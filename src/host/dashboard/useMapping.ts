import { errorText } from '../../errors';
import type { TableChoices } from '../../protocol/queries';
import { RequestError } from '../../protocol/rpc';
import type { TraceSession } from '../sessions';
import { rememberTable } from '../settings';

/**
 * Reads the session's table, and every other with its header, as chosen from now on. Rejects with a `RequestError` if
 * the choices make no mapping, or if the settings cannot be written.
 */
export async function useMapping(session: TraceSession, choices: TableChoices): Promise<void> {
  if (!session.uri) throw new RequestError('No file is open here.', 'Open one.');
  const outcome = await session.request('tryMapping', { choices });
  if (outcome.kind === 'incomplete') {
    const [{ text, advice }] = outcome.problems;
    throw new RequestError(text, advice);
  }
  if (outcome.kind === 'unreadable') throw new RequestError(outcome.message, outcome.advice);
  try {
    await rememberTable(session.uri, outcome.table);
  } catch (error) {
    throw new RequestError(
      `The choice can't be remembered: ${errorText(error).message}`,
      'Check that the settings file can be written and has no error, then try again.',
    );
  }
  // A changed setting has the trace read again. An unchanged one has not, and the file may have changed meanwhile.
  if (session.progress === null) await session.read();
}
