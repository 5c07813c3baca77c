export { type LineEdit, lineEditOf, type TextChange } from './editedLines';
export { LiveEdits, type LiveText } from './liveEdits';
export type { Headline, LiveTrace, TraceAsRead } from './liveTrace';
