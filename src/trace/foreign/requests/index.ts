export { functionText } from './functionText';
export {
  MOST_FUNCTIONS,
  type RequestProfile,
  RequestProfileError,
  type RequestProfileOptions,
  requestProfile,
} from './requestProfile';
export type { RequestTable } from './requestTable';
