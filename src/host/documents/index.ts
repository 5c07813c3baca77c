export { DocumentEdits } from './documentEdits';
export { headerLine, profileHeaderLine, traceLine } from './headers';
export { fileName, openDocument } from './openDocument';
export { requestsFile } from './requestsFile';
