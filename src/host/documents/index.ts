export { DocumentEdits } from './documentEdits';
export { isTrace, profileHeaderLine, traceDelimiter, traceLine } from './headers';
export { fileName, openDocument } from './openDocument';
export { requestsFile } from './requestsFile';
export { isUnknownTable } from './unknownTable';
