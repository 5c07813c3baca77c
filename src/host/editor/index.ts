export { ActiveTrace } from './activeTrace';
export { TraceCodeLensProvider } from './codeLens';
export { EditorLeases } from './editorLeases';
export { TraceHoverProvider } from './hoverProvider';
export { Problems } from './problems';
export { ReadingStatus } from './readingStatus';
export { ShownLines } from './shownLines';
export { headerLine } from './traceDocument';
