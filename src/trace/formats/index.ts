export { CONVERTED, converted, labelColumn, measureColumn, stageColumn } from './converted';
export * from './format';
export { makeSample } from './makeSample';
export { type Recognition, recognise } from './recognise';
export { FORMATS } from './registry';
export { DELIMITERS, type Delimiter, SAMPLE_BYTES, type Sample, type TableSample } from './sample';
export { sniffTable } from './sniff';
