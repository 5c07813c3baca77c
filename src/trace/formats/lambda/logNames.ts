/** What the names of log groups and log streams tell. '' stands for what they do not tell. */

/** Colons before the region in an ARN. */
export const REGION_PART = 3;

export const FUNCTION_GROUP = '/aws/lambda/';

/** `123456789012:/aws/lambda/orders-api`, as Logs Insights names a log group in `@log`. */
export function splitLog(log: string): { readonly account: string; readonly logGroup: string } {
  const colon = log.indexOf(':');
  const account = colon < 0 ? '' : log.slice(0, colon);
  return isAccount(account) ? { account, logGroup: log.slice(colon + 1) } : { account: '', logGroup: log };
}

/** An account's number, of 12 digits; '' for anything else. */
export function accountOf(value: unknown): string {
  return typeof value === 'string' && isAccount(value) ? value : '';
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The function whose own log group this is. */
export function functionOfGroup(logGroup: string): string {
  return logGroup.startsWith(FUNCTION_GROUP) ? logGroup.slice(FUNCTION_GROUP.length) : '';
}

/** Day, perhaps the function, version, and the execution environment: `2025/03/04/orders-api[$LATEST]eb974ce3…`. */
const STREAM = /^\d{4}\/\d\d\/\d\d\/([^[\]\s]*)\[([^[\]\s]+)\][0-9a-f]{8,}$/;

/** Function and version of a stream. Its name has the function only where several functions share a log group. */
export function partsOfStream(stream: string): { readonly functionName: string; readonly version: string } {
  const [, functionName = '', version = ''] = STREAM.exec(stream) ?? [];
  return { functionName, version };
}

export function isStream(text: string): boolean {
  return STREAM.test(text);
}

/** `arn:aws:lambda:eu-west-1::runtime:9aa5…` */
export function regionOfArn(arn: string): string {
  return regionOf(arn.split(':', REGION_PART + 1)[REGION_PART] ?? '');
}

/** The region that was asked about last: a log has few. */
let lastRegion = '';

/** A region's name; '' for any other text. */
export function regionOf(text: string): string {
  if (text === lastRegion) return text;
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)) return '';
  lastRegion = text;
  return text;
}
