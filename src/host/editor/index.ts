export { ActiveTrace } from './activeTrace';
export { EditorLeases } from './editorLeases';
export { registerLineInsights } from './lineInsights';
export { Problems } from './problems';
export { ReadingStatus } from './readingStatus';
export { ShownLines } from './shownLines';
