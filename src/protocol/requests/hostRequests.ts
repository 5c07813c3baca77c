import { optional } from 'valibot';
import { ASSUMPTION_KEYS } from '../../trace';
import { base64, empty, id, integer, listOf, oneOf, shape, text } from './checks';
import { runRequests, sweepRequest } from './runRequests';
import { tableChoices } from './tableRequests';

const MAX_TEXT_LENGTH = 64 << 20;
const MAX_PICTURE_LENGTH = 4 << 20;
/** 24 MB of a picture. */
const MAX_BASE64_LENGTH = 32_000_000;
const MAX_PATH_LENGTH = 4096;

/** Requests that only the extension host can answer. */
export const HOST_REQUESTS = {
  hello: empty,
  /** `file` of a trace of several files: the lines are those of this file, not of the joined text. */
  revealLines: shape({
    lines: listOf(integer(1, 0xffff_ffff), 100_000),
    total: id,
    what: text(),
    file: optional(text(MAX_PATH_LENGTH)),
  }),
  changeAssumption: shape({ key: oneOf(ASSUMPTION_KEYS) }),
  openSettings: shape({ setting: text() }),
  /** The file's links to its pictures, `](name)`, get the names that the pictures get beside it. */
  saveText: shape({
    suggestedName: text(),
    text: text(MAX_TEXT_LENGTH),
    pictures: optional(listOf(shape({ name: text(100), text: text(MAX_PICTURE_LENGTH) }), 10)),
  }),
  /** A picture: its bytes as base64. */
  saveFile: shape({ suggestedName: text(), base64: base64(MAX_BASE64_LENGTH) }),
  saveRunFile: shape({ requests: runRequests }),
  saveSweep: sweepRequest,
  openSaved: shape({ id }),
  chooseProfile: empty,
  simulationSettings: empty,
  cancelReading: empty,
  simulateRequests: empty,
  readAgain: empty,
  /** Reads tables with this header so from now on. */
  useMapping: shape({ choices: tableChoices }),
};
