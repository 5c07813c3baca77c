export { changeText, isWithinChance, secondsRange, signedSeconds, timesText } from './changeText';
export {
  errorSizeText,
  goalText,
  intervalText,
  labelWithUnit,
  metText,
  placeText,
  quantityText,
  signedErrorText,
  worstText,
} from './comparisonText';
export { csvCell, csvLine } from './csv';
export { alignedSeconds, duration, inSeconds, interval } from './durations';
export { editDistance } from './editDistance';
export { type MeasureUnit, measureText } from './measures';
export { nearestName } from './nearestName';
export { bytes, count, counted, fixed, percent, percentileText, plainNumber, ratio, significant } from './numbers';
export { readNumber } from './readNumber';
export { capitalized, jsonText, markdownText, nameText, plainText, shortened, shortName } from './safeText';
export { dateTime, isoMicroseconds, isoUtc, tellsTimes } from './times';
export { parseDayTime, type TimeText, timeText } from './timeText';
export { offsetText, TIME_ZONES, type TimeZone, type TimeZoneChoice, UTC } from './timeZone';
export { parseVmFailure, parseVmFailures, vmFailuresText } from './vmFailures';
