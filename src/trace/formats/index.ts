export * from './format';
export { DELIMITERS, type Delimiter, SAMPLE_BYTES, type Sample, type TableSample } from './sample';
