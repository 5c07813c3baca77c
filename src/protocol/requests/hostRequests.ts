import { ASSUMPTION_KEYS } from '../../trace';
import { empty, id, integer, listOf, oneOf, shape, text } from './checks';
import { runRequests } from './runRequests';
import { tableChoices } from './tableRequests';

const MAX_TEXT_LENGTH = 64 << 20;

/** Requests that only the extension host can answer. */
export const HOST_REQUESTS = {
  hello: empty,
  revealLines: shape({ lines: listOf(integer(1, 0xffff_ffff), 100_000), total: id, what: text() }),
  changeAssumption: shape({ key: oneOf(ASSUMPTION_KEYS) }),
  openSettings: shape({ setting: text() }),
  saveText: shape({ suggestedName: text(), text: text(MAX_TEXT_LENGTH) }),
  saveRunFile: shape({ requests: runRequests }),
  chooseProfile: empty,
  simulationSettings: empty,
  cancelReading: empty,
  simulateRequests: empty,
  readAgain: empty,
  /** Reads tables with this header so from now on. */
  useMapping: shape({ choices: tableChoices }),
};
